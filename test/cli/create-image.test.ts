import {mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {runCreateImage, type Workplace} from '../../src/cli/create-image.ts';
import {problemText} from '../../src/cli/exit-code.ts';
import {exitCodes, toProblem} from '../../src/errors.ts';
import {realSystem} from '../../src/system/real.ts';
import {makeMedium} from '../iso/coreos-medium.ts';
import {makeProgram} from '../iso/program-source.ts';
import {inTemporary} from '../iso/xorriso.ts';

const system = realSystem(process.env);
const planted = Buffer.from('user:planted-passw0rd').toString('base64');

type Words = Parameters<typeof runCreateImage>[1];

type Ended = {readonly exitCode: number; readonly said: string};

/** As the entry point does it. */
const create = async (words: Words, workplace: Workplace): Promise<Ended> => {
	let said = '';
	const setting = {
		system,
		remember: () => {},
		print: (text: string) => {
			said += text;
		},
		signal: new AbortController().signal,
	};
	try {
		return {exitCode: await runCreateImage(setting, words, workplace), said};
	} catch (error) {
		const problem = toProblem(error);
		return {exitCode: exitCodes[problem.kind], said: said + problemText(problem)};
	}
};

const withFleet = (
	use: (words: Words, workplace: Workplace, base: string) => Promise<void>,
	change: object = {},
) =>
	inTemporary(async (directory) => {
		const fleet = join(directory, 'fleet');
		mkdirSync(fleet);
		const document = {
			seedImage: 'registry.example.com/seed:1',
			seedVersion: '4.18.0',
			installationDisk: '/dev/vda',
			pullSecret: JSON.stringify({auths: {'registry.example.com': {auth: planted}}}),
			...change,
		};
		writeFileSync(join(fleet, 'image-based-installation-config.yaml'), JSON.stringify(document));
		const {runtime, bundle} = makeProgram(directory);
		const script = join(directory, 'ibi-console');
		symlinkSync(join(bundle, 'ibi-console.js'), script);
		const workplace = {
			runtime,
			script,
			cacheHome: join(directory, 'cache'),
			baseIso: undefined,
			madeAt: new Date(0),
		};
		const words = {
			directory: fleet,
			format: 'text',
			kargs: [],
			withSeed: false,
			withNetworkBoot: false,
		} as const;
		await use(words, workplace, makeMedium(directory));
	});

test('each stage has its line, and the end says what was made from what', async () => {
	await withFleet(async (words, workplace, baseIso) => {
		const {exitCode, said} = await create({...words, baseIso}, workplace);
		expect(exitCode).toBe(0);
		expect(said.replaceAll(/[0-9a-f]{64}/g, 'DIGEST').replaceAll(/\/tmp\/[^/]+\//g, '')).toBe(
			[
				'Looking for the live ISO',
				'Packing the program',
				'Writing the ISO, and checking the live ISO',
				'warning: nobody said what the live ISO should be; its SHA-256 is DIGEST',
				'Installation ISO   fleet/rhcos-ibi.iso',
				'Begins with        coreos-x86_64.iso',
				'Its SHA-256        DIGEST',
				'Volume             rhcos-9.6.20260101-0, amd64',
				'',
			].join('\n'),
		);
	});
});

test('for programs every line is JSON, and the last one is the result', async () => {
	await withFleet(async (words, workplace, baseIso) => {
		const {said} = await create({...words, baseIso, format: 'json'}, workplace);
		const lines = said
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines.slice(0, -1).map(({stage}) => stage)).toEqual(['download', 'program', 'copy']);
		expect(lines.at(-1)).toMatchObject({architecture: 'amd64', volumeId: 'rhcos-9.6.20260101-0'});
	});
});

test('the live ISO may be the one that the environment names, as for openshift-install', async () => {
	await withFleet(async (words, workplace, baseIso) => {
		expect((await create(words, {...workplace, baseIso})).exitCode).toBe(0);
		const {exitCode, said} = await create(words, workplace);
		expect(exitCode).toBe(2);
		expect(said).toContain('create image needs --base-iso FILE or URL');
	});
});

test('the documents stay, and beside them lies nothing but the result', async () => {
	await withFleet(async (words, workplace, baseIso) => {
		await create({...words, baseIso}, workplace);
		expect(readdirSync(words.directory).sort()).toEqual([
			'image-based-installation-config.yaml',
			'rhcos-ibi.iso',
		]);
	});
});

test.each([
	['a document with a fault', {seedVersion: 1}, undefined, 2],
	['a live ISO that is none', {}, '/etc/passwd', 2],
	['a live ISO that is not there', {}, '/nowhere.iso', 3],
	['a server that is not there', {}, 'http://user:planted-passw0rd@127.0.0.1:9/live.iso', 4],
])('%s has its exit code, and no secret is told', async (_what, change, place, code) => {
	await withFleet(async (words, workplace, base) => {
		const {exitCode, said} = await create({...words, baseIso: place ?? base}, workplace);
		expect(exitCode).toBe(code);
		expect(said).not.toContain('planted');
		expect(said).not.toContain(planted);
	}, change);
});
