/** The network of a lab host: a loopback for the registry, and one interface whose cable leads nowhere. */
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';

const commands: readonly (readonly [string, ...string[]])[] = [
	['ip', 'link', 'set', 'lo', 'up'],
	[
		'ip',
		'link',
		'add',
		'eno1',
		'address',
		'52:54:00:1b:1c:01',
		'type',
		'veth',
		'peer',
		'name',
		'lab-switch',
	],
	['ip', 'link', 'set', 'lab-switch', 'up'],
	['ip', 'link', 'set', 'eno1', 'up'],
	['ip', 'address', 'add', '192.0.2.10/24', 'dev', 'eno1'],
	['ip', 'route', 'add', 'default', 'via', '192.0.2.1', 'dev', 'eno1'],
];

export const makeNetwork = async (lab: Lab): Promise<void> => {
	for (const command of commands) {
		await run(lab, command);
	}
};
