/** The engine as a service: it works and remembers; consoles attach to it over a socket and come and go. */
import {isFreeForAll, withAutopilot} from '../engine/autopilot.ts';
import {beginNamedLines} from '../engine/console-lines.ts';
import {readAction} from '../engine/service/read-action.ts';
import {serveConsoles} from '../engine/service/server.ts';
import {runOrders} from '../engine/unattended.ts';
import {createStore} from '../store/create.ts';
import {localSockets} from '../system/local-socket.ts';
import {keepHostNotice} from '../unattended/host-notice.ts';
import type {Common} from './arguments.ts';
import {openEngine} from './commands.ts';
import {bundleOnRequest} from './evidence.ts';
import type {Setting} from './setting.ts';
import {openStatusService} from './status-service.ts';
import {untilAborted} from './until-aborted.ts';

export const socketName = 'engine.sock';

/** Ends when this process is asked to. @throws InstallError ENGINE_RUNNING, FILE_UNWRITABLE, CONFIG_INVALID */
export const runEngine = async (
	setting: Setting,
	common: Common,
	version: string,
): Promise<number> => {
	const {clock} = setting.system;
	const session = withAutopilot(openEngine(setting, common, 'recalled'), clock);
	const {getState} = createStore(session, clock);
	const {subscribe, dispatch, announce} = session;
	const service = await serveConsoles({
		engine: {subscribe, dispatch, getState, readAction, isFreeForAll},
		serves: 'install',
		version,
		path: `${common.stateDirectory}/${socketName}`,
		sockets: localSockets,
		clock,
	});
	const notice = keepHostNotice(setting.system, {subscribe, getState}, 'what is to be installed');
	const {stateDirectory} = common;
	const serves = 'install';
	const bundle = bundleOnRequest(setting, {serves, stateDirectory, getState});
	const sources = {engine: {subscribe, getState}, serves, version, bundle} as const;
	let api: ReturnType<typeof openStatusService> | undefined;
	try {
		const orders = await session.load();
		await beginNamedLines(setting.system, orders, setting.signal);
		api = openStatusService(setting, orders, sources, announce);
		await runOrders(session, setting.system, orders, {
			stateDirectory: common.stateDirectory,
			signal: setting.signal,
			reportSignal: farewell(setting),
			log: (line) => setting.print(`${line}\n`),
		});
		await untilAborted(setting.signal);
		return 0;
	} finally {
		await session.close();
		await service.close();
		await api?.close();
		await notice.close();
	}
};

/** Those who are told of an end have a little longer than the work. */
const farewellMs = 30_000;

const farewell = ({signal, system}: Setting): AbortSignal => {
	const late = new AbortController();
	signal.addEventListener('abort', () => {
		void system.clock.sleep(farewellMs).then(() => late.abort());
	});
	return late.signal;
};
