/** Every check of an install, in the order in which a person would put the host right. Pure. */
import type {Check, Finding, Severity, Subject} from '../check.ts';
import {configNames} from './config.ts';
import {diskLayout, diskPresent, diskSize, otherDiskBootLabel} from './disk.ts';
import {diskIdentityUnique, diskReasonChecks} from './disk-reasons.ts';
import {diskStateChecks} from './disk-state.ts';
import {earlierInstall} from './earlier-install.ts';
import {clockSane, cpuCount, memorySize} from './host.ts';
import {networkChecks} from './network/index.ts';
import {platformChecks} from './platform.ts';
import {
	authFile,
	seedArchitecture,
	seedFormat,
	seedLayers,
	seedRead,
	seedStorageLabel,
	seedVersion,
} from './seed.ts';

export const checks: readonly Check[] = [
	configNames,
	cpuCount,
	memorySize,
	...platformChecks,
	diskPresent,
	diskIdentityUnique,
	...diskReasonChecks,
	diskSize,
	diskLayout,
	otherDiskBootLabel,
	earlierInstall,
	...diskStateChecks,
	seedRead,
	authFile,
	seedFormat,
	seedVersion,
	seedArchitecture,
	seedStorageLabel,
	seedLayers,
	clockSane,
	...networkChecks,
];

export const examineAll = (subject: Subject): readonly Finding[] =>
	checks.map((check) => ({
		id: check.id,
		severity: severityOf(check, subject),
		verdict: check.examine(subject),
	}));

const severityOf = ({severity, severityFor, needs}: Check, subject: Subject): Severity => {
	const isWaiting = needs !== undefined && subject[needs] === undefined;
	return isWaiting ? 'warning' : (severityFor?.(subject) ?? severity);
};
