/**
 * What the two ISOs cost. The installation ISO: a live ISO of 1.2 GB becomes one, beside `cp` and `sync` of the same
 * bytes; the program was packed before, as it is from the second ISO on. The configuration ISO: beside a process that
 * only makes as many keys. The two of a pair run one after the other, in turns, since the machine has other work too.
 */
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {minimalInstallConfig, pullSecret} from '../test/config/install-documents.ts';
import {makeMedium} from '../test/iso/coreos-medium.ts';
import {atMost, type Figure, median} from './figure.ts';

const command = 'make bench';
const rootBytes = 1_200_000_000;

export const measureIsos = async (bundle: string): Promise<readonly Figure[]> => [
	...(await measureInstallation(bundle)),
	...(await measureConfiguration(bundle)),
];

export const measureInstallation = (bundle: string): Promise<readonly Figure[]> =>
	inTemporary((directory) => installationFigures(resolve(bundle), directory));

export const measureConfiguration = (bundle: string): Promise<readonly Figure[]> =>
	inTemporary((directory) => configurationFigures(resolve(bundle), directory));

const inTemporary = async <Result>(
	use: (directory: string) => Promise<Result>,
): Promise<Result> => {
	const directory = mkdtempSync(join(tmpdir(), 'ibi-bench-iso-'));
	try {
		return await use(directory);
	} finally {
		rmSync(directory, {recursive: true});
	}
};

type Cost = {readonly wallMs: number; readonly peakBytes: number};

/** First without being counted: it fills caches. */
const inTurns = async (
	runs: number,
	subject: () => Promise<Cost>,
	baseline: () => Promise<Cost>,
): Promise<readonly (readonly [Cost, Cost])[]> => {
	const pairs: (readonly [Cost, Cost])[] = [];
	for (let run = 0; run <= runs; run += 1) {
		pairs.push([await subject(), await baseline()]);
	}
	return pairs.slice(1);
};

const installationFigures = async (
	bundle: string,
	directory: string,
): Promise<readonly Figure[]> => {
	const base = makeMedium(directory, {rootBytes});
	rmSync(join(directory, 'tree-x86_64'), {recursive: true});
	const document = {
		seedImage: 'registry.example.com/seed:1',
		seedVersion: '4.18.0',
		installationDisk: '/dev/vda',
		pullSecret,
	};
	writeFileSync(join(directory, 'image-based-installation-config.yaml'), JSON.stringify(document));
	const [sha256 = ''] = execFileSync('sha256sum', [base], {encoding: 'utf8'}).split(' ');
	const copy = join(directory, 'copy.iso');
	const result = join(directory, 'rhcos-ibi.iso');
	const words = ['create', 'image', '--dir', directory, '--base-iso', base];
	const pairs = await inTurns(
		5,
		() => fresh(result, [bundle, ...words, '--base-iso-sha256', sha256]),
		() => fresh(copy, ['bash', '-c', `cp "${base}" "${copy}" && sync "${copy}"`]),
	);
	const ratio = median(pairs.map(([ours, theirs]) => ours.wallMs / theirs.wallMs));
	const peak = Math.max(...pairs.map(([ours]) => ours.peakBytes));
	return [
		atMost('installation ISO, of cp and sync', ratio, 'times', 1.3, command),
		atMost('installation ISO, peak memory', peak / 1e6, 'MB', 200, command),
	];
};

const keysAlone = `
const {generateKeyPair} = require('node:crypto');
for (let made = 0; made < 6; made += 1) generateKeyPair('rsa', {modulusLength: 2048}, () => {});
`;

/** The time that a key takes is chance, so there are many of them. */
const configurationFigures = async (
	bundle: string,
	directory: string,
): Promise<readonly Figure[]> => {
	writeFileSync(join(directory, 'install-config.yaml'), JSON.stringify(minimalInstallConfig));
	writeFileSync(join(directory, 'image-based-config.yaml'), '{"hostname": "node-1"}');
	const pairs = await inTurns(
		40,
		() => costOf([bundle, 'create', 'config-image', '--dir', directory]),
		() => costOf([process.execPath, '-e', keysAlone]),
	);
	const sum = (costs: readonly Cost[]): number =>
		costs.reduce((total, {wallMs}) => total + wallMs, 0);
	const ratio = sum(pairs.map(([ours]) => ours)) / sum(pairs.map(([, theirs]) => theirs));
	const peak = Math.max(...pairs.map(([ours]) => ours.peakBytes));
	return [
		atMost('configuration ISO, of its keys alone', ratio, 'times', 1.2, command),
		atMost('configuration ISO, peak memory', peak / 1e6, 'MB', 200, command),
	];
};

/** Neither side begins with what the one before it has left to be written. */
const fresh = async (output: string, words: readonly string[]): Promise<Cost> => {
	rmSync(output, {force: true});
	execFileSync('sync');
	const cost = await costOf(words);
	rmSync(output, {force: true});
	return cost;
};

const sampleMs = 20;

const costOf = async ([program = '', ...args]: readonly string[]): Promise<Cost> => {
	const startedMs = performance.now();
	const child = spawn(program, args, {stdio: ['ignore', 'ignore', 'inherit']});
	let peakBytes = 0;
	const timer = setInterval(() => {
		peakBytes = Math.max(peakBytes, highWaterOf(child.pid ?? 0));
	}, sampleMs);
	const [code] = await once(child, 'exit');
	clearInterval(timer);
	if (code !== 0) {
		throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
	}
	return {wallMs: performance.now() - startedMs, peakBytes};
};

const highWaterOf = (pid: number): number => {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
	} catch {
		return 0;
	}
};
