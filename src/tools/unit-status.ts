/** systemctl show: how units stand, several in one call. Names of the properties: org.freedesktop.systemd1(5). */
import type {System} from '../system/types.ts';
import {parseProperties} from './properties.ts';
import {reading} from './reading.ts';

export type UnitStatus = {
	readonly name: string;
	readonly description: string;
	/** `active`, `activating`, `inactive`, `failed`, … */
	readonly state: string;
	/** As `running`, `exited`, `auto-restart`. */
	readonly detail: string;
	/** ISO 8601, of the newest change; absent when it has not changed since the start of the host. */
	readonly since?: string;
	/** How often systemd restarted it by itself. */
	readonly restarts: number;
	/** `success`, or why it ended: `exit-code`, `timeout`, `oom-kill`. */
	readonly result: string;
};

const properties = [
	'Id',
	'Description',
	'LoadState',
	'ActiveState',
	'SubState',
	'StateChangeTimestamp',
	'NRestarts',
	'Result',
] as const;

/** Those that this host has; in the order in which they were asked for. */
export const unitStatuses = async (
	system: System,
	units: readonly string[],
	signal: AbortSignal,
): Promise<readonly UnitStatus[]> => {
	const args = ['show', `--property=${properties.join(',')}`, '--timestamp=unix', ...units];
	return parseUnitStatuses(
		(await system.run({program: 'systemctl', args}, reading(signal))).stdout,
	);
};

export const parseUnitStatuses = (text: string): readonly UnitStatus[] =>
	text.split(/\n{2,}/).flatMap((block) => {
		const told = parseProperties(block);
		const name = told.get('Id');
		return name === undefined || told.get('LoadState') === 'not-found'
			? []
			: [statusOf(name, told)];
	});

const statusOf = (name: string, told: ReadonlyMap<string, string>): UnitStatus => {
	const since = /^@(\d+)/.exec(told.get('StateChangeTimestamp') ?? '')?.[1];
	return {
		name,
		description: told.get('Description') ?? '',
		state: told.get('ActiveState') ?? '',
		detail: told.get('SubState') ?? '',
		restarts: Number(told.get('NRestarts') ?? 0),
		result: told.get('Result') ?? '',
		...(since !== undefined && {since: new Date(Number(since) * 1000).toISOString()}),
	};
};
