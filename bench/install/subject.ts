/** One measured install: a fresh lab host whose memory-backed places are as on a live system, and one program. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {type LabHost, startHost} from '../../lab/host.ts';
import {partitionOf} from '../../lab/loop.ts';
import type {Lab} from '../../lab/stage.ts';
import {diskNow, type Sample, startSampling} from './sampler.ts';

/** By request, as `GET /v2/…`. */
export type Served = Readonly<Record<string, {readonly bytes: number; readonly requests: number}>>;

export type Registry = {
	readonly limit: (bitsPerSecond: number) => Promise<void>;
	readonly served: () => Promise<Served>;
};

export type Measured = {
	readonly wallMs: number;
	/** Until all of it is on the medium, too. */
	readonly durableMs: number;
	readonly cpuSeconds: number;
	readonly diskBytes: number;
	/** What lies on the finished disk. */
	readonly heldBytes: number;
	readonly served: Served;
	readonly peakMemoryBytes: number;
	readonly peakTemporaryBytes: number;
	readonly samples: readonly Sample[];
	readonly output: readonly string[];
};

export type Subject = {
	readonly words: (host: LabHost) => readonly [program: string, ...args: string[]];
	/** Read while the host is still there. */
	readonly after?: (host: LabHost) => Promise<readonly string[]>;
};

export const measure = async (
	lab: Lab,
	bitsPerSecond: number,
	{words, after}: Subject,
): Promise<Measured> => {
	await using host = await startMeasuredHost(lab);
	const registry = await startRegistryInside(host);
	await registry.limit(bitsPerSecond);
	const {device} = host.disks.target;
	const diskBefore = diskNow(device).diskBytes;
	const startedMs = performance.now();
	const run = await runTimed(host, words(host), device);
	const wallMs = performance.now() - startedMs;
	const served = await registry.served();
	const output = [...run.output, ...((await after?.(host)) ?? [])];
	const settledMs = performance.now();
	await letGo(lab, host);
	const durableMs = wallMs + performance.now() - settledMs;
	const diskBytes = diskNow(device).diskBytes - diskBefore;
	const peak = (of: (sample: Sample) => number): number => Math.max(...run.samples.map(of));
	return {
		wallMs,
		durableMs,
		cpuSeconds: run.cpuSeconds,
		diskBytes,
		heldBytes: await heldBytes(lab, host),
		served,
		peakMemoryBytes: peak(({memoryBytes}) => memoryBytes),
		peakTemporaryBytes: peak(({temporaryBytes}) => temporaryBytes),
		samples: run.samples,
		output,
	};
};

/** A live system has /var/tmp and /var/lib/containers in memory; a lab host has them on a disk. */
export const startMeasuredHost = async (lab: Lab): Promise<LabHost> => {
	const host = await startHost(lab, {
		registry: 'down',
		// The file that the sequential install is given too.
		configuration: {allowBelowMinimums: true, baseImage: '/run/ibi-lab/base-image'},
		kernelArguments: ['ibi.countdown=0'],
	});
	const script = `set -e
cp -a /var/tmp /run/ibi-bench
mount -t tmpfs -o mode=1777 tmpfs /var/tmp
cp -a /run/ibi-bench/. /var/tmp
rm -r /run/ibi-bench
mount -t tmpfs tmpfs /var/lib/containers`;
	await lab.system.run(host.inside('bash', '-c', script));
	return host;
};

/** Ends with the host's owner, or when the host is closed: its namespace is all it has. */
export const startRegistryInside = async (host: LabHost): Promise<Registry> => {
	const script = join(import.meta.dirname, 'registry-inside.ts');
	const command = host.inside(process.execPath, script);
	const child = spawn(command.program, [...command.args], {stdio: ['pipe', 'pipe', 'inherit']});
	const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
	await lines.next();
	const ask = async (question: unknown): Promise<Served> => {
		child.stdin.write(`${JSON.stringify(question)}\n`);
		return JSON.parse((await lines.next()).value ?? '{}') as Served;
	};
	endWith(host, child);
	return {
		limit: async (bitsPerSecond) => void (await ask({bitsPerSecond})),
		served: () => ask('served'),
	};
};

const registries = new WeakMap<LabHost, ChildProcess>();

const endWith = (host: LabHost, child: ChildProcess): void => {
	registries.set(host, child);
	child.unref();
};

/** What is still mounted is brought to the medium, so that its bytes count. */
const letGo = async (lab: Lab, host: LabHost): Promise<void> => {
	const script = 'sync; for p in /var/lib/containers /mnt/boot /mnt; do umount -R $p; done; true';
	await lab.system.run(host.inside('bash', '-c', script), {acceptedExitCodes: [0, 1, 32]});
	await lab.system.run({program: 'sync', args: [host.disks.target.device]});
	const child = registries.get(host);
	child?.stdin?.end();
};

/** The shell adds up the processor time of all that ended below it. */
const runTimed = async (
	host: LabHost,
	words: readonly string[],
	device: string,
): Promise<{
	readonly cpuSeconds: number;
	readonly samples: readonly Sample[];
	readonly output: readonly string[];
}> => {
	const timed = 'TIMEFORMAT="cpu %U %S"; time "$@"';
	const command = host.inside('bash', '-c', timed, 'timed', ...words);
	const child = spawn(command.program, [...command.args], {stdio: ['ignore', 'pipe', 'pipe']});
	const output: string[] = [];
	const keep = (line: string): void => void output.push(line);
	createInterface({input: child.stdout}).on('line', keep);
	createInterface({input: child.stderr}).on('line', keep);
	const sampling = startSampling(child.pid ?? 0, device);
	const [code] = await once(child, 'close');
	const samples = sampling.stop();
	if (code !== 0) {
		throw new Error(`The measured install ended with ${code}: ${output.slice(-15).join('\n')}`);
	}
	const [, user, system] = /^cpu (\S+) (\S+)$/.exec(output.at(-1) ?? '') ?? [];
	return {cpuSeconds: Number(user) + Number(system), samples, output};
};

/** By files: a filesystem also counts what it keeps in reserve. Another host may hold disks with the same XFS ids. */
const heldBytes = async (lab: Lab, host: LabHost): Promise<number> => {
	const directory = join(host.directory, 'held');
	await lab.system.files.makeDirectory(directory);
	let bytes = 0;
	for (const [number, options] of [
		[3, 'ro'],
		[4, 'ro,nouuid'],
		[5, 'ro,nouuid'],
	] as const) {
		const device = partitionOf(host.disks.target.device, number);
		await lab.system.run({program: 'mount', args: ['--options', options, device, directory]});
		try {
			const args = ['--summarize', '--one-file-system', '--block-size=1', directory];
			const {stdout} = await lab.system.run({program: 'du', args});
			bytes += Number(stdout.split('\t')[0]);
		} finally {
			await lab.system.run({program: 'umount', args: [directory]});
		}
	}
	return bytes;
};
