/** How a program is started in an edge host from outside. */
import type {Command} from '../../src/system/types.ts';

export const enter = (pid: number, program: string, args: readonly string[]): Command => ({
	program: 'nsenter',
	args: [
		`--target=${pid}`,
		...['--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup'],
		...['env', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
		program,
		...args,
	],
});
