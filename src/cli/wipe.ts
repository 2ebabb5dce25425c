/** Clearing a disk, by the same executor as an install; consent is the typed id of that disk. */
import {loadConfig} from '../config/sources/index.ts';
import {documentReader} from '../engine/config-document.ts';
import {consentByTyping} from '../engine/consent.ts';
import {planWipe} from '../engine/plans/wipe.ts';
import {openRuns} from '../engine/runs.ts';
import {steps} from '../engine/steps/index.ts';
import {InstallError} from '../errors.ts';
import {confirmationFor} from '../hardware/confirmation.ts';
import {ineligibilities} from '../hardware/eligibility.ts';
import type {Disk, Facts} from '../hardware/facts.ts';
import {matchDisk} from '../hardware/match.ts';
import {probeHost} from '../hardware/probe.ts';
import type {Common} from './arguments.ts';
import {exitCodeOf} from './exit-code.ts';
import type {Setting} from './setting.ts';
import {watchRun} from './watch.ts';

export const runWipe = async (
	setting: Setting,
	{configFile, flags, format, stateDirectory}: Common,
	typed = '',
): Promise<number> => {
	const {system, signal} = setting;
	const {config} = await loadConfig(system, documentReader(signal), {
		flags,
		...(configFile && {configFile}),
	});
	const facts = await probeHost(system, signal);
	const disk = oneDisk(facts, config.installationDisk?.value ?? '');
	requireEligible(disk);
	const consent = consentByTyping(confirmationFor(disk, disksOf(facts)), typed);
	const runs = openRuns(system, steps, `${stateDirectory}/wipe`, watchRun(setting, format));
	signal.addEventListener('abort', runs.cancel);
	if (signal.aborted) {
		throw new InstallError('CANCELLED', undefined, {cause: signal.reason});
	}
	return exitCodeOf(await runs.start(planWipe({facts, disk}), consent));
};

const disksOf = ({disks}: Facts): readonly Disk[] => {
	if (!disks.known) {
		throw new InstallError('DISK_NOT_FOUND', {disk: `among unknown disks (${disks.reason})`});
	}
	return disks.value;
};

const oneDisk = (facts: Facts, wanted: string): Disk => {
	const match = matchDisk(disksOf(facts), wanted);
	switch (match.kind) {
		case 'one':
			return match.disk;
		case 'none':
			throw new InstallError('DISK_NOT_FOUND', {disk: wanted || '(none was named)'});
		case 'many': {
			const matches = match.disks.map(({path}) => path).join(', ');
			throw new InstallError('DISK_AMBIGUOUS', {disk: wanted, matches});
		}
	}
};

/** A disk too small to install to may still be cleared. */
const requireEligible = (disk: Disk): void => {
	const reasons = ineligibilities(disk, {minimumBytes: 0}).map(({words}) => words);
	if (reasons.length > 0) {
		throw new InstallError('DISK_NOT_ELIGIBLE', {disk: disk.path, reasons: reasons.join('; ')});
	}
};
