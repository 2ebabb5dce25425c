/** Sites as trees, as directories and as ISOs, and a machine whose absolute paths lie below a test's own directory. */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {seedReconfiguration} from '../../../src/iso/manifest.ts';
import {secretJson} from '../../../src/iso/secret-json.ts';
import {writeVolume} from '../../../src/iso/volume/write.ts';
import {Secret} from '../../../src/secret.ts';
import type {System} from '../../../src/system/types.ts';
import {siteInputs} from '../../iso/site.ts';
import {filesBelow, type Scripted, scriptedSystem} from '../steps/scripted-system.ts';

/** Of the text that bcrypt makes; of no password. */
export const someHash = `$2b$10$${'abcdefghijklmnopqrstuv'}${'w'.repeat(31)}`;

export const madeAt = new Date('2026-03-01T12:00:00Z');
export const now = new Date('2026-03-02T12:00:00Z');

export const manifestText = async (change: object = {}): Promise<string> => {
	const inputs = {
		...(await siteInputs({}, {hostname: 'node-1'})),
		passwordHash: new Secret(someHash),
	};
	const manifest = JSON.parse(secretJson(seedReconfiguration(inputs)).reveal()) as object;
	return JSON.stringify({...manifest, ...change}, null, 2);
};

export type Files = Readonly<Record<string, string>>;

export const configMap = (name: string): string =>
	JSON.stringify({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, namespace: 'default'}});

export const someFiles = async (change: object = {}): Promise<Files> => ({
	'cluster-configuration/manifest.json': await manifestText(change),
	'extra-manifests/one.yaml': configMap('one'),
	'network-configuration/system-connections/eno1.nmconnection':
		'[connection]\nid=eno1\ntype=ethernet\n\n[ipv4]\nmethod=auto\n',
});

export const isoOf = (files: Files, volumeId = 'cluster-config'): Buffer =>
	writeVolume(
		{
			files: Object.entries(files).map(([path, text]) => ({path, content: Buffer.from(text)})),
			directories: ['cluster-configuration/manifests', 'extra-manifests'],
		},
		{volumeId, madeAt},
	);

export type Host = Scripted & {readonly root: string};

/** Its programs are played; none says anything unless `answer` does. */
export const someHost = async (
	answer: Parameters<typeof scriptedSystem>[0] = () => undefined,
	changes: Partial<System> = {},
): Promise<Host> => {
	const root = await mkdtemp(join(tmpdir(), 'site-'));
	onTestFinished(() => rm(root, {recursive: true, force: true}));
	const scripted = scriptedSystem(answer, {files: filesBelow(root), ...changes});
	const clock = {...scripted.system.clock, now: () => now};
	return {...scripted, system: {...scripted.system, clock}, root};
};
