/**
 * The real machine, but for the places where the product keeps its own: those lie below a test's directory. Of all
 * block devices it shows the given ones only, as sticks, so that no test touches what another one made.
 */
import {join} from 'node:path';
import {realSystem} from '../../../src/system/real.ts';
import type {Files, System} from '../../../src/system/types.ts';

export const rootedSystem = (root: string, devices: () => readonly string[]): System => {
	const real = realSystem(process.env);
	const moved = (path: string): string =>
		/^\/(opt|run|etc)\//.test(path) ? join(root, path) : path;
	const files = Object.fromEntries(
		Object.entries(real.files).map(([verb, act]) => [
			verb,
			(...args: readonly unknown[]) =>
				(act as (...args: readonly unknown[]) => unknown)(
					...args.map((arg, index) =>
						typeof arg === 'string' && (index === 0 || /^(rename|copy)$/.test(verb))
							? moved(arg)
							: arg,
					),
				),
		]),
	) as Files;
	const run: System['run'] = async ({program, args}, options) => {
		const output = await real.run({program, args: args.map(moved)}, options);
		return program === 'lsblk' ? {...output, stdout: asSticks(output.stdout, devices())} : output;
	};
	return {...real, files, run};
};

const asSticks = (text: string, devices: readonly string[]): string => {
	const {blockdevices} = JSON.parse(text) as {blockdevices: {path: string}[]};
	const ours = blockdevices.filter(({path}) =>
		devices.some((device) => path === device || path.startsWith(`${device}p`)),
	);
	return JSON.stringify({blockdevices: ours.map((row) => ({...row, rm: true}))});
};
