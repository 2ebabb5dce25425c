/**
 * The engine at the edge and the consoles that join it over a socket. There is one at a time on a host: a second one
 * would deploy the same data beside the first.
 */

import {withAnnouncements} from '../engine/announcements.ts';
import {beginNamedLines} from '../engine/console-lines.ts';
import type {EdgeEvent} from '../engine/edge/events.ts';
import {readEdgeAction} from '../engine/edge/read-action.ts';
import type {EdgeSession} from '../engine/edge/session.ts';
import {serveConsoles} from '../engine/service/server.ts';
import {openStore} from '../store/create.ts';
import {reduceEdge} from '../store/edge/reduce.ts';
import {initialEdgeState} from '../store/edge/state.ts';
import {localSockets} from '../system/local-socket.ts';
import {keepHostNotice} from '../unattended/host-notice.ts';
import type {Deploying} from './arguments.ts';
import {bundleOnRequest} from './evidence.ts';
import {ordersOf} from './orders.ts';
import type {Setting} from './setting.ts';
import {openStatusService} from './status-service.ts';

/** In the state directory. */
export const edgeSocketPath = ({stateDirectory}: Deploying): string =>
	`${stateDirectory}/engine.sock`;

export type ServedEdge = {
	/** It tells what was laid around it too. */
	readonly session: EdgeSession;
	readonly close: () => Promise<void>;
};

/** @throws InstallError ENGINE_RUNNING, FILE_UNWRITABLE */
export const serveEdge = async (
	setting: Setting,
	deploying: Deploying,
	edge: EdgeSession,
	version: string,
): Promise<ServedEdge> => {
	const {system} = setting;
	const {clock, files} = system;
	const session = withAnnouncements<EdgeEvent, EdgeSession>(edge);
	const {getState} = openStore(session, clock, {initial: initialEdgeState, reduce: reduceEdge});
	const {subscribe, dispatch, announce} = session;
	await files.makeDirectory(deploying.stateDirectory, 0o700);
	const service = await serveConsoles({
		engine: {
			subscribe,
			dispatch,
			getState,
			readAction: readEdgeAction,
			isFreeForAll: ({type}) => type === 'tool.look',
		},
		serves: 'deploy',
		version,
		path: edgeSocketPath(deploying),
		sockets: localSockets,
		clock,
	});
	const notice = keepHostNotice(system, {subscribe, getState}, 'a configuration');
	const {stateDirectory} = deploying;
	const serves = 'deploy';
	const bundle = bundleOnRequest(setting, {serves, stateDirectory, getState});
	const sources = {engine: {subscribe, getState}, serves, version, bundle} as const;
	const orders = await ordersOf(system);
	await beginNamedLines(system, orders, setting.signal);
	const api = openStatusService(setting, orders, sources, announce);
	return {
		session,
		close: async () => {
			await service.close();
			await api.close();
			await notice.close();
		},
	};
};
