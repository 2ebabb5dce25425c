/**
 * How a disk fares by its own account. Advice only: a disk that calls itself healthy may die tomorrow, so this
 * forbids nothing. Bits: NVM Express base specification, SMART / health information log.
 */
import type {System} from '../system/types.ts';
import {type NvmeSmartLog, readNvmeSmartLog} from '../tools/nvme.ts';
import {readSmartHealth, type SmartHealth} from '../tools/smartctl.ts';
import type {DiskHealth} from './disk-facts.ts';
import {type Disk, type Fact, known, unknown} from './facts.ts';

export const readHealth = async (
	system: System,
	{path, transport, kind}: Pick<Disk, 'path' | 'transport' | 'kind'>,
	signal: AbortSignal,
): Promise<Fact<DiskHealth>> => {
	if (transport === 'nvme') {
		return known(nvmeHealth(await readNvmeSmartLog(system, path, signal)));
	}
	if (kind === 'disk' && (transport === 'sata' || transport === 'sas' || transport === 'ata')) {
		return smartHealth(await readSmartHealth(system, path, signal));
	}
	return unknown('only NVMe, SATA and SAS disks tell of their health');
};

export const nvmeHealth = (log: NvmeSmartLog): DiskHealth => {
	const notes = [
		...criticalWarnings.flatMap((words, bit) =>
			(log.criticalWarning & (1 << bit)) === 0 ? [] : [words],
		),
		...(isBelow(log.availableSparePercent, log.spareThresholdPercent)
			? [`${log.availableSparePercent} % of its spare is left, under the limit of its maker`]
			: []),
		...((log.mediaErrors ?? 0) > 0 ? [`it counts ${log.mediaErrors} media errors`] : []),
		...((log.usedPercent ?? 0) >= 100 ? [`${log.usedPercent} % of its rated life are used`] : []),
	];
	return {
		source: 'nvme',
		verdict: verdictOf((log.criticalWarning & failingBits) !== 0, notes),
		notes,
		...(log.temperatureCelsius !== undefined && {temperatureCelsius: log.temperatureCelsius}),
		...(log.usedPercent !== undefined && {usedPercent: log.usedPercent}),
	};
};

/** Some disks have no verdict of their own, as those behind many bridges. */
export const smartHealth = (health: SmartHealth): Fact<DiskHealth> => {
	if (health.hasPassed === undefined) {
		return unknown('the disk gives no verdict on its health');
	}
	const notes = [
		...(health.hasPassed ? [] : ['it expects to fail (SMART)']),
		...(health.isPrefailing ? ['an attribute is past its threshold'] : []),
		...(health.hasErrorLog ? ['its error log has entries'] : []),
	];
	const {temperatureCelsius} = health;
	return known({
		source: 'smart',
		verdict: verdictOf(!health.hasPassed, notes),
		notes,
		...(temperatureCelsius !== undefined && {temperatureCelsius}),
	});
};

const verdictOf = (isFailing: boolean, notes: readonly string[]): DiskHealth['verdict'] => {
	if (isFailing) {
		return 'failing';
	}
	return notes.length > 0 ? 'warning' : 'good';
};

const isBelow = (value: number | undefined, limit: number | undefined): boolean =>
	value !== undefined && limit !== undefined && value < limit;

/** By bit of the critical warning. */
const criticalWarnings: readonly string[] = [
	'its spare is used up',
	'its temperature is out of bounds',
	'its reliability is degraded',
	'it has become read-only',
	'the backup power of its memory has failed',
	'its persistent memory has become read-only',
];

/** Reliability degraded, read-only. */
const failingBits = (1 << 2) | (1 << 3);
