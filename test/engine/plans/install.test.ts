import {expect, test} from 'vitest';
import type {Settings} from '../../../src/config/settings.ts';
import {stepsOf} from '../../../src/engine/plan.ts';
import {type InstallInputs, planInstall} from '../../../src/engine/plans/install.ts';
import {known, unknown} from '../../../src/hardware/facts.ts';
import {goodDisk} from '../../helpers/some-disk.ts';
import {someFacts, someInputs, someSeed, someSettings} from './inputs.ts';

const withSettings = (settings: Partial<Settings>): InstallInputs =>
	someInputs({settings: {...someSettings, ...settings}});

const idsOf = (inputs: InstallInputs): readonly string[] =>
	stepsOf(planInstall(inputs)).map(({id}) => id);

const paramsOf = (inputs: InstallInputs, id: string): unknown =>
	stepsOf(planInstall(inputs)).find((step) => step.id === id)?.params;

test('the plan of a seed in a registry, with nothing but defaults', async () => {
	const plan = `${JSON.stringify(planInstall(someInputs()), undefined, '\t')}\n`;
	await expect(plan).toMatchFileSnapshot('../../goldens/plan-install-registry.json');
});

test('the plan of a seed on a stick, with every option used', async () => {
	const inputs = someInputs({
		seed: {...someSeed, source: {kind: 'oci-archive', path: '/run/media/seed.tar'}},
		settings: {
			...someSettings,
			seedVersion: '4.19.0-rc.1',
			baseImage: '/run/media/base.raw.xz',
			releaseRegistry: 'mirror.example.com',
			precacheBestEffort: true,
			extraPartitionStart: '200G',
			extraPartitionLabel: 'varlibcontainers',
			extraPartitionNumber: 6,
			skipDiskCleanup: true,
			coreosInstallerArgs: [
				'--append-karg',
				'ip=dhcp',
				'--delete-karg=quiet',
				'--save-partindex',
				'6',
			],
			onSuccess: 'poweroff',
		},
	});
	const plan = `${JSON.stringify(planInstall(inputs), undefined, '\t')}\n`;
	await expect(plan).toMatchFileSnapshot('../../goldens/plan-install-stick.json');
});

test('ids are unique, since the journal knows steps by them', () => {
	const ids = idsOf(someInputs());
	expect(new Set(ids).size).toBe(ids.length);
});

test('a plan survives JSON unchanged', () => {
	const plan = planInstall(someInputs());
	expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
});

test('without precache no image is pulled, and podman need not be there', () => {
	const inputs = withSettings({precacheDisabled: true});
	expect(idsOf(inputs)).not.toContain('images.precache');
	expect(JSON.stringify(paramsOf(inputs, 'install.prepare'))).not.toContain('podman');
});

test('a seed that is not in a registry is not downloaded', () => {
	const source = {kind: 'oci-directory', path: '/seed'} as const;
	const ids = idsOf(someInputs({seed: {...someSeed, source}}));
	expect(ids).not.toContain('seed.download');
	expect(ids).toContain('seed.unpack');
});

test('the disk is not cleaned where that is skipped', () => {
	expect(idsOf(withSettings({skipDiskCleanup: true}))).not.toContain('disk.clean');
});

test('the disk is not cleaned where some of its partitions are to be saved', () => {
	const saving = withSettings({coreosInstallerArgs: ['--save-partlabel', 'data*']});
	expect(idsOf(saving)).not.toContain('disk.clean');
});

test('what the chosen disk stands on is no other disk: it shows the table that is written', () => {
	const table = {
		kind: 'data',
		tableId: 'T',
		partitions: [],
		signatures: [],
		looksLike: '',
	} as const;
	const member = {...goodDisk, path: '/dev/sdb', contents: known(table)};
	const map = {...goodDisk, multipath: {role: 'map', name: 'mpatha', paths: ['/dev/sdb']}} as const;
	const verified = (disk: typeof goodDisk) =>
		paramsOf(someInputs({disk, facts: someFacts([disk, member])}), 'install.verify');
	expect(verified(goodDisk)).toMatchObject({otherDisks: [{path: '/dev/sdb', tableId: 'T'}]});
	expect(verified(map)).toMatchObject({otherDisks: []});
});

test('the seed is fetched by the digest that was checked, not by its tag', () => {
	expect(paramsOf(someInputs(), 'seed.download')).toMatchObject({
		image: `registry.example.com:5000/seeds/sno@sha256:${'a'.repeat(64)}`,
	});
});

test('where nothing is known of SELinux it is taken as enabled: labels are lost otherwise', () => {
	const facts = someFacts([goodDisk]);
	const host = {...facts.host, isSelinuxEnabled: unknown('not read')};
	const inputs = someInputs({facts: {...facts, host}});
	expect(paramsOf(inputs, 'seed.restore-var')).toMatchObject({isSelinuxEnabled: true});
});

test('other disks are verified by the tables that they have, the chosen one is not', () => {
	const empty = {...goodDisk, path: '/dev/sdb', contents: known({kind: 'empty'} as const)};
	const inputs = someInputs({facts: someFacts([goodDisk, empty])});
	expect(paramsOf(inputs, 'install.verify')).toMatchObject({otherDisks: []});
	expect(paramsOf(someInputs(), 'install.verify')).toMatchObject({
		otherDisks: [{path: '/dev/sda', tableId: '0d1e-2f3a'}],
	});
});

test('the wipe and all that writes carries the fingerprint of the disk', () => {
	for (const {id, params} of stepsOf(planInstall(someInputs()))) {
		if (id !== 'seed.copy-lists' && id !== 'host.power') {
			expect(params, id).toMatchObject({disk: {fingerprint: goodDisk.fingerprint}});
		}
	}
});
