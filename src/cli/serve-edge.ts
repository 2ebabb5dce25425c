/**
 * The engine at the edge and the consoles that join it over a socket. There is one at a time on a host: a second one
 * would deploy the same data beside the first.
 */

import {readEdgeAction} from '../engine/edge/read-action.ts';
import type {EdgeSession} from '../engine/edge/session.ts';
import {serveConsoles} from '../engine/service/server.ts';
import {openStore} from '../store/create.ts';
import {reduceEdge} from '../store/edge/reduce.ts';
import {initialEdgeState} from '../store/edge/state.ts';
import {localSockets} from '../system/local-socket.ts';
import {keepHostNotice} from '../unattended/host-notice.ts';
import type {Deploying} from './arguments.ts';
import type {Setting} from './setting.ts';

/** In the state directory. */
export const edgeSocketPath = ({stateDirectory}: Deploying): string =>
	`${stateDirectory}/engine.sock`;

/** @throws InstallError ENGINE_RUNNING, FILE_UNWRITABLE */
export const serveEdge = async (
	{system}: Setting,
	deploying: Deploying,
	session: EdgeSession,
	version: string,
): Promise<{readonly close: () => Promise<void>}> => {
	const {clock, files} = system;
	const {getState} = openStore(session, clock, {initial: initialEdgeState, reduce: reduceEdge});
	const {subscribe, dispatch} = session;
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
	return {
		close: async () => {
			await service.close();
			await notice.close();
		},
	};
};
