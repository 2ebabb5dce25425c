/** `lab edge`: one command, or a shell, in an edge host, on the terminal in front of us. */
import {type EdgeOptions, startEdge} from '../edge.ts';
import type {Lab} from '../stage.ts';
import {runOnTerminal} from './host.ts';

export const edgeFlags = {
	disk: {type: 'string'},
	registry: {type: 'string'},
	address: {type: 'string'},
	medium: {type: 'string'},
} as const;

export type EdgeFlags = {
	readonly disk?: string;
	readonly registry?: string;
	readonly address?: string;
	/** A directory that is plugged in as a stick. */
	readonly medium?: string;
};

export const runInEdge = async (
	lab: Lab,
	flags: EdgeFlags,
	[program = 'bash', ...args]: readonly string[],
): Promise<number> => {
	await using edge = await startEdge(lab, edgeOptionsOf(flags));
	if (flags.medium !== undefined) {
		await edge.insertMedium('filesystem', flags.medium);
	}
	return runOnTerminal(edge, program, args);
};

const edgeOptionsOf = ({disk, registry, address}: EdgeFlags): EdgeOptions => ({
	...(disk !== undefined && {disk}),
	...(registry === 'running' && {registry}),
	...(address !== undefined && {address}),
});
