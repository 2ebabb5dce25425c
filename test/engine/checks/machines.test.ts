/** Every check on every disk of every recorded machine: the checks and the list of disks say the same. */
import {describe, expect, test} from 'vitest';
import {defaultSettings, publishedMinimums} from '../../../src/config/defaults.ts';
import {mergeSettings} from '../../../src/config/merge.ts';
import {isBlocking} from '../../../src/engine/check.ts';
import {checks, examineAll} from '../../../src/engine/checks/index.ts';
import {ineligibilities} from '../../../src/hardware/eligibility.ts';
import {probeHost} from '../../../src/hardware/probe.ts';
import {machineNames, readMachine, recordedSystem} from '../../helpers/recorded-system.ts';
import {ladder} from './ladder.ts';
import {goodSeed} from './subject.ts';

const config = mergeSettings([
	{from: 'default', settings: defaultSettings},
	{from: 'file', settings: {seedVersion: '4.18.0'}},
]);

const diskIds = checks.filter(({needs}) => needs === 'disk').map(({id}) => id);

describe.each(machineNames)('%s', (name) => {
	test('a disk can be chosen exactly where no check of it blocks', async () => {
		const facts = await probeHost(recordedSystem(readMachine(name)));
		const disks = facts.disks.known ? facts.disks.value : [];
		expect(disks.length).toBeGreaterThan(0);
		for (const disk of disks) {
			const findings = examineAll({facts, config, disk, seed: goodSeed, ladder: ladder()});
			const blocking = findings.filter(isBlocking).map(({id}) => id);
			const reasons = ineligibilities(disk, {minimumBytes: publishedMinimums.diskBytes});
			const ofDisk = blocking.filter((id) => diskIds.includes(id) && id !== 'disk-layout');
			expect([disk.path, ofDisk.length > 0]).toEqual([disk.path, reasons.length > 0]);
		}
	});

	test('whatever does not pass says what to do, in whole sentences', async () => {
		const facts = await probeHost(recordedSystem(readMachine(name)));
		const [disk] = facts.disks.known ? facts.disks.value : [];
		for (const {id, verdict} of examineAll({facts, config, ...(disk && {disk})})) {
			if (verdict.kind !== 'passed') {
				expect([id, verdict.remedy]).toEqual([id, expect.stringMatching(/^[A-Z].*\.$/s)]);
			}
		}
	});
});
