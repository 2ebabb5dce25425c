/** An engine of which only the tools are real, on a socket in its directory; prints `ready` when consoles may join. */
import {join} from 'node:path';
import type {Action} from '../../src/engine/actions.ts';
import {isFreeForAll} from '../../src/engine/autopilot.ts';
import {readAction} from '../../src/engine/service/read-action.ts';
import {serveConsoles} from '../../src/engine/service/server.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {withTools} from '../../src/engine/tools/tools.ts';
import {createStore} from '../../src/store/create.ts';
import {localSockets} from '../../src/system/local-socket.ts';
import type {System} from '../../src/system/types.ts';

/** @param told what its session tells at once */
export const serveTools = async (
	system: System,
	directory: string,
	told: readonly SessionEvent[] = [],
): Promise<void> => {
	const session = withTools(
		{
			subscribe: (listener: (event: SessionEvent) => void) => {
				for (const event of told) listener(event);
				return () => {};
			},
			dispatch: (_action: Action) => {},
			close: async () => {},
		},
		{
			system,
			working: system,
			serves: 'install',
			stateDirectory: directory,
			remember: () => {},
		},
	);
	const {getState} = createStore(session, system.clock);
	await serveConsoles({
		engine: {...session, getState, readAction, isFreeForAll},
		serves: 'install',
		version: '0.1.0',
		path: join(directory, 'engine.sock'),
		sockets: localSockets,
		clock: system.clock,
	});
	process.stdout.write('ready\n');
};
