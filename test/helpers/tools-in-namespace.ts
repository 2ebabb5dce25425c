/**
 * An engine of which only the tools are real, in the network namespace that it is started in, on a socket in its
 * directory. Argument: JSON. What it would write below /etc goes into that directory too.
 */
import {join} from 'node:path';
import {realSystem} from '../../src/system/real.ts';
import {serveTools} from './serve-tools.ts';

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
await serveTools(system, directory, [{type: 'config.merged', config: settings}]);
