/** A journal found on a disk may only write to that disk, and only run what this host is set to. */
import {expect, test} from 'vitest';
import {mergeSettings} from '../../src/config/merge.ts';
import {adoptionFault} from '../../src/engine/adoption.ts';
import {historyOf} from '../../src/engine/history.ts';
import type {Plan} from '../../src/engine/plan.ts';
import {planInstall} from '../../src/engine/plans/install.ts';
import {planWipe} from '../../src/engine/plans/wipe.ts';
import {steps} from '../../src/engine/steps/index.ts';
import type {Disk} from '../../src/hardware/facts.ts';
import {goodDisk, withFingerprint} from '../helpers/some-disk.ts';
import {otherDisk, someFacts, someInputs, someSettings} from './plans/inputs.ts';

const config = mergeSettings([{from: 'file', settings: someSettings}]);

const faultOf = (plan: Plan, disk: Disk = goodDisk, settings = config) => {
	const at = '2026-01-01T00:00:00.000Z';
	const history = historyOf([{seq: 1, at, type: 'run.started', version: 1, runId: 'a', plan}]);
	return history && adoptionFault({history, disk, config: settings, registry: steps});
};

test('the run of this very disk is taken up, under whatever name it has after the restart', () => {
	expect(faultOf(planInstall(someInputs()))).toBeUndefined();
	const renamed = {...goodDisk, path: '/dev/nvme4n1', deviceNumber: '259:40'};
	expect(faultOf(planInstall(someInputs()), renamed)).toBeUndefined();
});

test('a run of another disk is not, though its journal lies here', () => {
	expect(faultOf(planInstall(someInputs()), otherDisk)).toBe('it was made for another disk');
	const grown = withFingerprint(goodDisk, {sizeBytes: 5e11});
	expect(faultOf(planInstall(someInputs()), grown)).toBe('it was made for another disk');
});

test('no program or file is used that this host is not set to', () => {
	const settings = {...someSettings, postScript: '/mnt/evil.sh'};
	const evil = planInstall(someInputs({settings}));
	expect(faultOf(evil)).toBe('its postScript is not the one that this host is set to');
	const secret = planInstall(someInputs({settings: {...someSettings, authFile: '/x.json'}}));
	expect(faultOf(secret)).toBe('its authFile is not the one that this host is set to');
});

test('neither a wipe nor a step of another version is taken up', () => {
	const wipe = planWipe({facts: someFacts([goodDisk]), disk: goodDisk});
	expect(faultOf(wipe)).toBe('its journal is not that of an install');
	const strange = {id: 'a', step: 'disk.polish', params: {}, weight: 1};
	const plan: Plan = {name: 'install', phases: [{id: 'disk', steps: [strange]}]};
	expect(faultOf(plan)).toBe('it has a step disk.polish that this version does not know');
});

/** The plan with one value changed, wherever that name stands. */
const changed = (name: string, value: unknown): Plan =>
	JSON.parse(JSON.stringify(planInstall(someInputs())), (key, old) =>
		key === name ? value : old,
	) as Plan;

test.each([
	['programs', [['blkdiscard', '/dev/sdb']]],
	['programs', [['/run/stick/evil', '--version']]],
	['stateroot', 'rhcos_/../../..'],
	['label', 'images"\n1 : start=2048, name="x'],
	['what', 'rescue'],
	['journalMirrors', ['/etc/cron.d']],
])('what would become a command or a path is as the planner writes it: %s', (name, value) => {
	expect(faultOf(changed(name, value))).toBe(`its ${name} is none that an install would have`);
});

test('no other words go to coreos-installer than those that this host is set to', () => {
	expect(faultOf(changed('args', ['--ignition-url', 'http://evil.test']))).toBe(
		'its coreosInstallerArgs is not the one that this host is set to',
	);
});

test('a pin that says less than the disk shows would fit another disk too', () => {
	const {sizeBytes, logicalSectorBytes} = goodDisk.fingerprint;
	const vague = changed('fingerprint', {sizeBytes, logicalSectorBytes});
	expect(faultOf(vague)).toBe('it was made for another disk');
	expect(faultOf(changed('fingerprint', {}))).toBe('it was made for another disk');
});
