/** The units and containers that matter here: how they stand, since when, and what one of them said last. */
import {z} from 'zod';
import {type Fact, known} from '../../../hardware/facts.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import {type JournalEntry, journalEntries} from '../../../tools/journal.ts';
import {lastLogs} from '../../../tools/podman-container.ts';
import {type PodmanContainer, podmanContainers} from '../../../tools/podman-ps.ts';
import {type UnitStatus, unitStatuses} from '../../../tools/unit-status.ts';
import type {ToolContext} from '../context.ts';
import type {Look} from '../look.ts';
import {mayRestart, unitsHere} from '../service-list.ts';

export type ServicesParams = {
	/** Whose last lines are wanted. */
	readonly of?: {readonly kind: 'unit' | 'container'; readonly name: string} | undefined;
};

export type ServicesReading = {
	readonly units: Fact<readonly (UnitStatus & {readonly mayRestart: boolean})[]>;
	readonly containers: Fact<readonly PodmanContainer[]>;
	/** The oldest first. */
	readonly lines: Fact<readonly string[]>;
};

const lineCount = 30;
const limitMs = 10_000;

export const services: Look<ServicesParams, ServicesReading> = {
	params: z.strictObject({
		of: z.strictObject({kind: z.enum(['unit', 'container']), name: z.string()}).optional(),
	}),
	limitMs: limitMs + 2000,
	read: async (context, {of}, signal) => {
		const {system} = context;
		const ask = <Value>(what: string, task: (within: AbortSignal) => Promise<Value>) =>
			asFact(system, {what, limitMs, signal}, async (within) => known(await task(within)));
		const [units, containers, lines] = await Promise.all([
			ask('the units', (within) => readUnits(context, within)),
			ask('the containers', (within) => podmanContainers(system, within)),
			ask('the last lines', (within) => readLines(context, of, within)),
		]);
		return {units, containers, lines};
	},
};

const readUnits = async (context: ToolContext, signal: AbortSignal) =>
	(await unitStatuses(context.system, unitsHere(context), signal)).map((status) => ({
		...status,
		mayRestart: mayRestart(status.name),
	}));

const readLines = async (
	{system}: ToolContext,
	of: ServicesParams['of'],
	signal: AbortSignal,
): Promise<readonly string[]> => {
	switch (of?.kind) {
		case undefined:
			return [];
		case 'container':
			return lastLogs(system, of.name);
		case 'unit': {
			const page = {kind: 'newest', count: lineCount} as const;
			return (await journalEntries(system, {boot: 0, unit: of.name, page}, signal)).map(lineOf);
		}
	}
};

const lineOf = ({at, text}: JournalEntry): string => `${at.slice(11, 19)} ${text}`;
