/** Every check of an install, in the order in which a person would put the host right. Pure. */
import type {Check, Finding, Subject} from '../check.ts';
import {configNames} from './config.ts';
import {diskEligible, diskLayout, diskPresent, diskSize, otherDiskBootLabel} from './disk.ts';
import {clockSane, cpuCount, memorySize} from './host.ts';
import {networkChecks} from './network/index.ts';
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
	diskPresent,
	diskEligible,
	diskSize,
	diskLayout,
	otherDiskBootLabel,
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
	checks.map(({id, severity, severityFor, examine}) => ({
		id,
		severity: severityFor?.(subject) ?? severity,
		verdict: examine(subject),
	}));
