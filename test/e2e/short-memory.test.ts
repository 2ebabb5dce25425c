/** A live system whose memory is too short to hold the program goes on with the one on the medium, and says so. */
import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {buildStages} from '../../lab/stage.ts';
import {stages} from '../../lab/stages.ts';
import {createInstallationIso} from '../../src/iso/create-installation.ts';
import {pullSecret} from '../config/install-documents.ts';
import {makeMedium} from '../iso/coreos-medium.ts';
import {makeProgram} from '../iso/program-source.ts';
import {lab} from './lab-install.ts';
import {bootInstallationIso, type LiveSystem} from './live-system.ts';

const {system} = lab;

let directory: string;
let host: LabHost;
let live: LiveSystem;

const inside = async (...words: readonly string[]): Promise<string> => {
	const [program = '', ...args] = words;
	return (await system.run(host.inside(program, ...args))).stdout;
};

beforeAll(async () => {
	await buildStages(stages, lab);
	directory = mkdtempSync(join(tmpdir(), 'ibi-memory-'));
	const document = {
		seedImage: 'registry.example.com/seed:1',
		seedVersion: '4.18.0',
		installationDisk: '/dev/vda',
		pullSecret,
	};
	writeFileSync(join(directory, 'image-based-installation-config.yaml'), JSON.stringify(document));
	const program = makeProgram(directory);
	writeFileSync(join(program.bundle, 'large'), randomBytes(3_000_000));
	const {iso} = await createInstallationIso(
		system,
		{
			directory,
			base: makeMedium(directory),
			addedKargs: [],
			program,
			withSeed: false,
			withNetworkBoot: false,
			cacheDirectory: join(directory, 'cache'),
		},
		{signal: new AbortController().signal},
	);
	host = await startHost(lab, {configuration: 'none'});
	live = await bootInstallationIso(system, host, iso);
});

afterAll(async () => {
	await host?.close();
	rmSync(directory, {recursive: true, force: true});
});

test('the copy fails, the program is there all the same, and the medium is asked to stay', async () => {
	await inside('mkdir', '-p', '/run/ibi');
	await inside('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/run/ibi');
	await expect(live.start('ibi-console-live-program.service')).rejects.toThrow('No space left');
	await live.start('run-ibi-program.mount');
	expect(await inside('ls', '/run/ibi/program')).toBe('bin\nlib\nshare\n');
	expect(await live.start('ibi-console-live-unheld.service')).toContain('memory is too short');
	expect(await inside('ls', '/run/ibi')).toBe('program\nprogram.squashfs\n');
	const [onFailure] = live.said('ibi-console-live-program.service', 'OnFailure');
	expect(onFailure).toBe('ibi-console-live-unheld.service');
});
