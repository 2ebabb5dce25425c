/** How a program is started in an edge host from outside. */
import type {Command} from '../../src/system/types.ts';
import {inHostEnvironment} from '../host/environment.ts';

export const enter = (pid: number, program: string, args: readonly string[]): Command => ({
	program: 'nsenter',
	args: [
		`--target=${pid}`,
		...['--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup'],
		...inHostEnvironment,
		program,
		...args,
	],
});
