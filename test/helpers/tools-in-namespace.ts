/**
 * An engine of which only the tools are real, in the network namespace that it is started in, on a socket in its
 * directory. Argument: JSON. What it would write below /etc goes into that directory too.
 */
import {join} from 'node:path';
import type {Action} from '../../src/engine/actions.ts';
import {isFreeForAll} from '../../src/engine/autopilot.ts';
import {readAction} from '../../src/engine/service/read-action.ts';
import {serveConsoles} from '../../src/engine/service/server.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {withTools} from '../../src/engine/tools/tools.ts';
import {createStore} from '../../src/store/create.ts';
import {localSockets} from '../../src/system/local-socket.ts';
import {realSystem} from '../../src/system/real.ts';

export type ToolsOrder = {
	readonly directory: string;
	readonly seedImage: string;
	readonly authFile: string;
};

const {directory, seedImage, authFile} = JSON.parse(process.argv[2] ?? '{}') as ToolsOrder;
const real = realSystem(process.env);
const {files} = real;
const moved = (path: string): string => (path.startsWith('/etc/') ? join(directory, path) : path);
const system: typeof real = {
	...real,
	files: {
		...files,
		makeDirectory: (path, mode) => files.makeDirectory(moved(path), mode),
		writeText: (path, text, mode) => files.writeText(moved(path), text, mode),
	},
};
const settings = {
	seedImage: {value: seedImage, from: 'file'},
	authFile: {value: authFile, from: 'file'},
} as const;
const session = withTools(
	{
		subscribe: (listener: (event: SessionEvent) => void) => {
			listener({type: 'config.merged', config: settings});
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
