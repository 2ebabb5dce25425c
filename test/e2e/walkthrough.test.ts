/**
 * docs/walkthrough.md, command by command: on this machine what has a `$`, on a lab host what has a `#`, and on an edge
 * host with the disk of that one what has a `node-1#`.
 */
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {keepTarget} from '../../lab/commands/host.ts';
import {giveApiServer} from '../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../lab/edge.ts';
import {identities} from '../../lab/host/disks.ts';
import {type LabHost, startHost} from '../../lab/host.ts';
import {artifactDirectory, buildStages} from '../../lab/stage.ts';
import {seedImage, seedLayout} from '../../lab/stages/seed-image.ts';
import {stages} from '../../lab/stages.ts';
import {makeMedium} from '../iso/coreos-medium.ts';
import {lab} from './lab-install.ts';
import {bootInstallationIso} from './live-system.ts';

const page = readFileSync('docs/walkthrough.md', 'utf8');
const {system, settings} = lab;

/** Each console block: its commands, without their prompts. */
const blocks = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const commandsOf = (text: string, prompt: '$' | '#' | 'node-1#'): string =>
	text
		.split('\n')
		.filter((line) => line.startsWith(`${prompt} `) || (prompt === '$' && line.startsWith('> ')))
		.map((line) => line.replace(/^\S+ /, ''))
		.join('\n');

let directory: string;
let host: LabHost;
let edge: EdgeHost | undefined;

const onWorkstation = async (script: string): Promise<string> => {
	const {stdout} = await system.run(
		{program: 'bash', args: ['-euo', 'pipefail', '-c', script]},
		{cwd: directory, environment: {PATH: `${directory}/bin:${process.env['PATH'] ?? ''}`}},
	);
	return stdout;
};

const onHost = async (script: string): Promise<string> => {
	const [program = '', ...args] = script.split(' ');
	return (await system.run(host.inside(program, ...args))).stdout;
};

/** What the host says of itself, with the processors and the memory of one that is installed in earnest. */
const writeFacts = async (): Promise<string> => {
	const facts = JSON.parse(
		await onHost(`${process.execPath} ${resolve('dist/ibi-console.js')} facts`),
	);
	const enough = {
		onlineCpus: {known: true, value: 16},
		memoryBytes: {known: true, value: 64e9},
	};
	const path = join(directory, 'host.json');
	writeFileSync(path, JSON.stringify({...facts, host: {...facts.host, ...enough}}));
	return path;
};

let closeHost = async (): Promise<void> => {};

beforeAll(async () => {
	await buildStages(stages, lab);
	directory = mkdtempSync(join(tmpdir(), 'ibi-walk-'));
	mkdirSync(join(directory, 'bin'));
	symlinkSync(resolve('dist/ibi-console.js'), join(directory, 'bin/ibi-console'));
	host = await startHost(lab, {configuration: 'none'});
	closeHost = async () => {
		closeHost = async () => {};
		await host.close();
	};
});

afterAll(async () => {
	await edge?.close();
	await closeHost();
	rmSync(directory, {recursive: true, force: true});
});

test('every command of the page has a prompt, and every block is one of the two machines', () => {
	expect(blocks.length).toBeGreaterThan(4);
	for (const block of blocks) {
		const prompts = new Set(
			block
				.trim()
				.split('\n')
				.map((line) => line.replace(/ .*$/, '')),
		);
		expect([['$'], ['$', '>'], ['#'], ['node-1#']]).toContainEqual([...prompts].sort());
	}
});

test('the commands of the workstation make both ISOs', async () => {
	const seed = join(await artifactDirectory(seedImage, settings), seedLayout);
	const identity = await system.run({
		program: 'bash',
		args: ['-c', `ls -d ${settings.cacheDirectory}/artifacts/registry-identity-*`],
	});
	const mine: Record<string, string> = {
		SEED_IMAGE: `oci:${seed}`,
		SEED_VERSION: settings.seedVersion,
		DISK: `wwn:${identities.target.wwn}`,
		PULL_SECRET: `${identity.stdout.trim().split('\n')[0]}/pull-secret.json`,
		BASE_ISO: makeMedium(directory),
		FACTS: await writeFacts(),
	};
	const script = blocks
		.map((block) => commandsOf(block, '$'))
		.join('\n')
		.replaceAll(/^export (\w+)=.*$/gm, (_line, name: string) => `export ${name}='${mine[name]}'`);
	expect(script).not.toContain('undefined');
	const said = await onWorkstation(script);
	expect(said).toMatch(/^Installation ISO +fleet\/rhcos-ibi\.iso$/m);
	expect(said).toMatch(/^Configuration ISO +site-1\/imagebasedconfig\.iso$/m);
	expect(said).toContain('fleet/rhcos-ibi.iso: good (installation ISO)');
	expect(said).toContain('OK exactly one disk, nothing in the way');
	expect(said).toContain('START installs: ibi.mode=auto and ibi.wipe=yes');
	expect(said).toContain('2 made, 0 unchanged, 0 failed, in out');
	expect(said).toContain('out/edge-2/imagebasedconfig.iso: good (configuration ISO)');
	expect(said).not.toContain(settings.registryPassword);
});

test('a host that booted the ISO keeps the program when the medium is pulled', async () => {
	const live = await bootInstallationIso(system, host, join(directory, 'fleet/rhcos-ibi.iso'));
	await live.start('ibi-console-live-program.service');
	await live.start('run-ibi-program.mount');
	await onHost('mv /run/media/iso/ibi-console /run/media/away');
	const version = readFileSync('package.json', 'utf8').match(/"version": "(.*)"/)?.[1];
	expect(await onHost('/usr/local/bin/ibi-console --version')).toBe(`${version}\n`);
	await onHost('mv /run/media/away /run/media/iso/ibi-console');
});

test('the commands of the host install it with the seed image from the ISO', async () => {
	// The machine that runs this has fewer CPUs than a node needs.
	const path = '/var/tmp/ibi-configuration.json';
	const document = {...JSON.parse(await onHost(`cat ${path}`)), allowBelowMinimums: true};
	expect(document.seedImage).toBe('oci:/run/media/iso/ibi-console/seed');
	await system.run(host.inside('tee', path), {input: JSON.stringify(document)});
	const commands = blocks.flatMap((block) => commandsOf(block, '#').split('\n').filter(Boolean));
	const said: string[] = [];
	for (const command of commands) {
		said.push(await onHost(command.replace(/^ibi-console/, '/usr/local/bin/ibi-console')));
	}
	expect(JSON.parse(said[0] ?? '')).toHaveProperty('disks');
	expect(said[1]).toContain('install.verify: Verifying the installed disk');
	expect(said.at(-1)).toContain('IBI preparation process finished successfully!');
});

test('the host becomes the cluster of the site by itself when the configuration ISO is there', async () => {
	const disk = join(directory, 'installed.raw');
	await keepTarget(lab, host, disk);
	await closeHost();
	const started = await startEdge(lab, {disk});
	edge = started;
	await started.steerRecert({keySeconds: 0.5});
	await giveApiServer(lab, started, {pauseMs: 300});
	// Not every kernel has iso9660: a stick with the files of the ISO stands in for it.
	const site = join(directory, 'site-files');
	const iso = join(directory, 'site-1/imagebasedconfig.iso');
	await system.run({
		program: 'xorriso',
		args: ['-osirrox', 'on', '-indev', iso, '-extract', '/', site],
	});
	await started.insertMedium('filesystem', site);
	const inside = async (...words: readonly string[]): Promise<string> => {
		const [program = '', ...args] = words;
		return (await system.run(started.inside(program, ...args))).stdout;
	};
	const unit = ['show', 'ibi-console-edge.service', '--property=ActiveState', '--value'];
	await vi.waitUntil(async () => /^(inactive|failed)/.test(await inside('systemctl', ...unit)), {
		timeout: 600_000,
		interval: 2000,
	});
	const [command = ''] = blocks.flatMap((block) => commandsOf(block, 'node-1#') || []);
	const said = await inside(...command.split(' '));
	expect(await inside('systemctl', ...unit), said).toBe('inactive\n');
	expect(said).not.toContain(settings.registryPassword);
	expect(said.length).toBeGreaterThan(100);
});
