/**
 * The deployment of an installed host where no terminal is: without a question, as the unit of the first boot starts it,
 * or with an engine that stays and asks those who join.
 */
import type {EdgeEvent} from '../engine/edge/events.ts';
import {type EdgeSession, openEdgeSession} from '../engine/edge/session.ts';
import {withTools} from '../engine/tools/tools.ts';
import {type EdgeFace, jsonEdgeFace, plainEdgeFace} from '../unattended/edge-lines.ts';
import type {Deploying} from './arguments.ts';
import {withCommandLog} from './command-log.ts';
import {evidenceMeans} from './evidence.ts';
import {exitCodeOf} from './exit-code.ts';
import {serveEdge} from './serve-edge.ts';
import type {Setting} from './setting.ts';
import {untilAborted} from './until-aborted.ts';
import {watchRun} from './watch.ts';

/** Consoles may join, and what is typed on one waits for its own start. @throws InstallError ENGINE_RUNNING */
export const runDeploy = async (
	setting: Setting,
	deploying: Deploying,
	version: string,
): Promise<number> => {
	const session = openEdgeEngine(setting, deploying);
	session.subscribe(watchEdge(setting, deploying));
	const service = await serveEdge(setting, deploying, session, version);
	try {
		return exitCodeOf(await session.deployUnattended());
	} finally {
		await session.close();
		await service.close();
	}
};

/** Ends when this process is asked to. @throws InstallError ENGINE_RUNNING */
export const runDeployEngine = async (
	setting: Setting,
	deploying: Deploying,
	version: string,
): Promise<number> => {
	const session = openEdgeEngine(setting, deploying);
	session.subscribe(watchEdge(setting, deploying));
	const service = await serveEdge(setting, deploying, session, version);
	try {
		await session.start();
		await untilAborted(setting.signal);
		return 0;
	} finally {
		await session.close();
		await service.close();
	}
};

/** The engine as it works: each command it runs is logged beside the journal. */
export const openEdgeEngine = (setting: Setting, {stateDirectory, by}: Deploying): EdgeSession => {
	const {system, remember, signal} = setting;
	const working = withCommandLog(system, stateDirectory);
	const session = withTools(openEdgeSession({system, working, stateDirectory, remember, by}), {
		system,
		working,
		serves: 'deploy',
		stateDirectory,
		remember,
		evidence: evidenceMeans(setting),
	});
	signal.addEventListener('abort', session.close);
	if (signal.aborted) {
		void session.close();
	}
	return session;
};

const watchEdge = (setting: Setting, {format}: Deploying): ((event: EdgeEvent) => void) => {
	const watch = watchRun(setting, format);
	const face: EdgeFace = format === 'json' ? jsonEdgeFace : plainEdgeFace();
	return (event) => {
		if (event.type === 'run.event') {
			watch(event.event);
			return;
		}
		for (const line of face(event)) {
			setting.print(`${line}\n`);
		}
	};
};
