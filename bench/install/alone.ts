/** Each resource by itself, with the bytes of an install: what no install could be faster than. */
import {join} from 'node:path';
import {artifactDirectory, type Lab} from '../../lab/stage.ts';
import {baseImage, baseImageFile} from '../../lab/stages/base-image.ts';
import {registryIdentity} from '../../lab/stages/registry-identity.ts';
import {seedContent, seedRoot} from '../../lab/stages/seed-content.ts';
import {type Served, startMeasuredHost, startRegistryInside} from './subject.ts';

export type Alone = {
	readonly wireMs: number;
	readonly diskMs: number;
	readonly decompressionMs: number;
};

/** Every blob once; then as many bytes to the disk as it holds in the end; then the two large archives. */
export const measureAlone = async (
	lab: Lab,
	bitsPerSecond: number,
	{served, heldBytes}: {readonly served: Served; readonly heldBytes: number},
): Promise<Alone> => {
	await using host = await startMeasuredHost(lab);
	const registry = await startRegistryInside(host);
	await registry.limit(bitsPerSecond);
	const identity = await artifactDirectory(registryIdentity, lab.settings);
	const {registryPort, registryUser, registryPassword} = lab.settings;
	const {stdout} = await lab.system.run(
		host.inside(
			process.execPath,
			join(import.meta.dirname, 'wire-inside.ts'),
			String(registryPort),
			join(identity, 'ca.crt'),
			`${registryUser}:${registryPassword}`,
			...blobsOf(served).map(({path}) => path),
		),
	);
	const {durationMs: wireMs} = JSON.parse(stdout) as {durationMs: number};
	const mib = Math.ceil(heldBytes / 1024 ** 2);
	const diskMs = await timed(() =>
		lab.system.run({
			program: 'dd',
			args: [
				...['if=/dev/zero', `of=${host.disks.target.device}`, 'bs=1M', `count=${mib}`],
				...['oflag=direct', 'conv=fsync', 'status=none'],
			],
		}),
	);
	await registry.served();
	return {wireMs, diskMs, decompressionMs: await decompressionMs(lab)};
};

/** One a blob, whatever repository and however often it was fetched from. */
export const blobsOf = (
	served: Served,
): readonly {readonly path: string; readonly digest: string; readonly bytes: number}[] => {
	const blobs = new Map<string, {path: string; digest: string; bytes: number}>();
	for (const [request, {bytes, requests}] of Object.entries(served)) {
		const [, path = '', digest = ''] = /^GET (\S+\/blobs\/(sha256:\w+))$/.exec(request) ?? [];
		if (digest !== '') {
			blobs.set(digest, {path, digest, bytes: bytes / requests});
		}
	}
	return [...blobs.values()];
};

/** The slowest stream that must be decompressed, each of them being one that only one core can work on. */
const decompressionMs = async (lab: Lab): Promise<number> => {
	const base = join(await artifactDirectory(baseImage, lab.settings), baseImageFile);
	const seed = join(await artifactDirectory(seedContent, lab.settings), seedRoot, 'ostree.tgz');
	const durations: number[] = [];
	for (const archive of [base, seed]) {
		durations.push(await timed(() => lab.system.run({program: 'gzip', args: ['--test', archive]})));
	}
	return Math.max(...durations);
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const startedMs = performance.now();
	await work();
	return performance.now() - startedMs;
};
