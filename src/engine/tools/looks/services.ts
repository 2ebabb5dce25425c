/** The units and containers that matter here: how they stand, since when, and what one of them said last. */
import {z} from 'zod';
import {type Fact, known} from '../../../hardware/facts.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import type {System} from '../../../system/types.ts';
import {type PodContainer, podContainerLogs, podContainers} from '../../../tools/crictl.ts';
import {type JournalEntry, journalEntries} from '../../../tools/journal.ts';
import {lastLogs} from '../../../tools/podman-container.ts';
import {type PodmanContainer, podmanContainers} from '../../../tools/podman-ps.ts';
import {type UnitStatus, unitStatuses} from '../../../tools/unit-status.ts';
import type {ToolContext} from '../context.ts';
import {
	controlPlane,
	type EtcdDetail,
	type RecertDetail,
	readEtcdDetail,
	readRecertDetail,
} from '../edge-services.ts';
import type {Look} from '../look.ts';
import {mayRestart, type serviceKinds, serviceName, unitsHere} from '../service-list.ts';

export type ServicesParams = {
	/** Whose last lines are wanted; a container of a pod goes by its id. */
	readonly of?: ServiceName | undefined;
};

export type ServiceName = {
	readonly kind: (typeof serviceKinds)[number];
	readonly name: string;
};

export type ServicesReading = {
	readonly units: Fact<readonly (UnitStatus & {readonly mayRestart: boolean})[]>;
	readonly containers: Fact<readonly PodmanContainer[]>;
	/** What makes a cluster of an installed host; absent on a live system. */
	readonly cluster?: {
		readonly pods: Fact<readonly PodContainer[]>;
		readonly recert: Fact<RecertDetail>;
		readonly etcd: Fact<EtcdDetail>;
	};
	/** The oldest first. */
	readonly lines: Fact<readonly string[]>;
};

const lineCount = 30;
const limitMs = 10_000;

export const services: Look<ServicesParams, ServicesReading> = {
	params: z.strictObject({
		of: serviceName.optional(),
	}),
	limitMs: limitMs + 2000,
	read: async (context, {of}, signal) => {
		const {system, serves} = context;
		const ask = asking(system, signal);
		const [units, containers, lines, cluster] = await Promise.all([
			ask('the units', (within) => readUnits(context, within)),
			ask('the containers', (within) => podmanContainers(system, within)),
			ask('the last lines', (within) => readLines(context, of, within)),
			serves === 'deploy' ? readCluster(context, ask) : undefined,
		]);
		return {units, containers, lines, ...(cluster && {cluster})};
	},
};

type Ask = <Value>(
	what: string,
	task: (within: AbortSignal) => Promise<Value>,
) => Promise<Fact<Value>>;

const asking =
	(system: System, signal: AbortSignal): Ask =>
	(what, task) =>
		asFact(system, {what, limitMs, signal}, async (within) => known(await task(within)));

const readCluster = async ({system, stateDirectory}: ToolContext, ask: Ask) => {
	const [pods, recert, etcd] = await Promise.all([
		ask('the containers of pods', async (within) =>
			controlPlane(await podContainers(system, within)),
		),
		ask('recert', () => readRecertDetail(system, stateDirectory)),
		ask('etcd', () => readEtcdDetail(system)),
	]);
	return {pods, recert, etcd};
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
		case 'pod':
			return podContainerLogs(system, of.name, lineCount, signal);
		case 'unit': {
			const page = {kind: 'newest', count: lineCount} as const;
			return (await journalEntries(system, {boot: 0, unit: of.name, page}, signal)).map(lineOf);
		}
	}
};

const lineOf = ({at, text}: JournalEntry): string => `${at.slice(11, 19)} ${text}`;
