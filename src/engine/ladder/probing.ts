/** The programs of the network ladder: they send a few packets and change nothing, so that a rehearsal runs them. */
import type {Command} from '../../system/types.ts';

export const isProbingCommand = ({program, args}: Command): boolean =>
	program === 'ip' ? isIpQuestion(args) : probingPrograms.includes(program);

const probingPrograms: readonly string[] = ['ping', 'arping', 'dig', 'getent', 'printenv'];

const isIpQuestion = (args: readonly string[]): boolean => {
	const [object, verb, what] = args.filter((word) => !word.startsWith('-'));
	return (
		(object === 'route' && verb === 'get') ||
		(object === 'neighbour' && verb === 'show') ||
		(object === 'address' && verb === 'show' && what === 'dadfailed')
	);
};
