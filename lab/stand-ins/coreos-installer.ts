/**
 * Stands in for `coreos-installer install` where neither a package nor cargo gives the real one (0.27.0 was
 * watched for arguments, progress lines, messages and exit codes). It writes a gzip-compressed image file to a
 * disk, the first MiB last, and clears the partition table when it fails. It cannot save partitions.
 */
import {spawnSync} from 'node:child_process';
import {createReadStream, existsSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {mkdtemp, open, readdir, readFile, rmdir, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {parseArgs} from 'node:util';
import {createGunzip} from 'node:zlib';

const options = {
	'image-file': {type: 'string', short: 'f'},
	insecure: {type: 'boolean'},
	'preserve-on-error': {type: 'boolean'},
	'append-karg': {type: 'string', multiple: true},
	'delete-karg': {type: 'string', multiple: true},
	'save-partlabel': {type: 'string', multiple: true},
	'save-partindex': {type: 'string', multiple: true},
	version: {type: 'boolean', short: 'V'},
} as const;

type Values = ReturnType<typeof parse>['values'];

const mebibyte = 1024 * 1024;
const progressEveryMs = 1000;

const say = (line: string): void => {
	process.stderr.write(`${line}\n`);
};

/** As anyhow prints an error with its cause. */
class Failure extends Error {
	constructor(what: string, cause?: string) {
		super(cause === undefined ? what : `${what}\n\nCaused by:\n    ${cause}`);
	}
}

const main = async (): Promise<number> => {
	const {values, positionals} = parse();
	const [verb, device] = positionals;
	if (values.version) {
		process.stdout.write('coreos-installer 0.27.0 (stand-in of the lab)\n');
		return 0;
	}
	if (verb !== 'install' || device === undefined) {
		say('error: the following required arguments were not provided:\n  <DEST_DEVICE>');
		return 2;
	}
	try {
		await install(device, values);
		return 0;
	} catch (error) {
		say(`Error: ${error instanceof Error ? error.message : String(error)}`);
		return 1;
	}
};

const parse = () => {
	try {
		return parseArgs({options, allowPositionals: true});
	} catch (error) {
		say(`error: ${error instanceof Error ? error.message : String(error)}`);
		process.exit(2);
	}
};

const install = async (device: string, values: Values): Promise<void> => {
	const image = values['image-file'];
	if (values['save-partlabel'] !== undefined || values['save-partindex'] !== undefined) {
		throw new Failure('this stand-in of coreos-installer cannot save partitions');
	}
	if (image === undefined) {
		throw new Failure('this stand-in of coreos-installer needs --image-file');
	}
	requireBlockDevice(device);
	requireImage(image, values.insecure === true);
	requireFree(device);
	try {
		await writeImage(image, device);
		rereadTable(device);
		await changeArguments(device, values);
	} catch (error) {
		say(`\nError: ${error instanceof Error ? error.message : String(error)}\n`);
		await giveUp(device, values['preserve-on-error'] === true);
		throw new Failure('install failed');
	}
};

const requireBlockDevice = (device: string): void => {
	if (!existsSync(device)) {
		throw new Failure(
			`getting absolute path to ${device}`,
			'No such file or directory (os error 2)',
		);
	}
	if (!statSync(device).isBlockDevice()) {
		throw new Failure(`getting sector size of ${device}`, `"${device}" is not a block device`);
	}
};

const requireImage = (image: string, insecure: boolean): void => {
	say(`Copying image from ${image}`);
	say(`Reading signature from ${image}.sig`);
	if (!existsSync(image)) {
		throw new Failure('opening source image file', 'No such file or directory (os error 2)');
	}
	say("Couldn't read signature file: No such file or directory (os error 2)");
	if (!insecure) {
		throw new Failure('--insecure not specified and signature not found');
	}
	say('Signature not found; skipping verification as requested');
};

const requireFree = (device: string): void => {
	const path = realpathSync(device);
	const busy = readFileSync('/proc/self/mounts', 'utf8')
		.split('\n')
		.map((line) => line.split(' '))
		.filter(([source = '']) => source === path || source.startsWith(`${path}p`));
	if (busy.length > 0) {
		say(`Partitions in use on ${device}:`);
		for (const [source, target] of busy) {
			say(`    ${source} mounted on ${target}`);
		}
		throw new Failure(`checking for exclusive access to ${device}`, 'found busy partitions');
	}
};

/** Zeroes stand where the table will be until everything else is on the disk. */
const writeImage = async (image: string, device: string): Promise<void> => {
	const disk = await open(device, 'r+');
	const firstMebibyte = Buffer.alloc(mebibyte);
	let position = 0;
	const place = async (chunk: Buffer): Promise<void> => {
		const early = chunk.subarray(0, Math.max(0, mebibyte - position));
		early.copy(firstMebibyte, position);
		const rest = chunk.subarray(early.length);
		if (rest.length > 0) {
			await disk.write(rest, 0, rest.length, position + early.length);
		}
		position += chunk.length;
	};
	try {
		await disk.write(Buffer.alloc(mebibyte), 0, mebibyte, 0);
		await pipeline(
			createReadStream(image, {highWaterMark: mebibyte}),
			reportProgress(statSync(image).size),
			createGunzip({chunkSize: mebibyte}),
			async (chunks: AsyncIterable<Buffer>) => {
				for await (const chunk of chunks) {
					await place(chunk);
				}
			},
		);
		await disk.write(firstMebibyte, 0, mebibyte, 0);
		await disk.sync();
	} catch (error) {
		throw new Failure('decoding and writing image', causeOf(error));
	} finally {
		await disk.close();
	}
};

const reportProgress = (totalBytes: number) =>
	async function* (chunks: AsyncIterable<Buffer>) {
		let readBytes = 0;
		let lastMs = Date.now();
		for await (const chunk of chunks) {
			readBytes += chunk.length;
			if (readBytes === totalBytes || Date.now() - lastMs >= progressEveryMs) {
				lastMs = Date.now();
				const percent = Math.floor((100 * readBytes) / totalBytes);
				say(`Read disk ${inMib(readBytes)}/${inMib(totalBytes)} (${percent}%)`);
			}
			yield chunk;
		}
	};

const inMib = (bytes: number): string => `${(bytes / mebibyte).toFixed(1)} MiB`;

const causeOf = (error: unknown): string => {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'Z_BUF_ERROR') return 'incomplete deflate stream';
	if (code === 'ENOSPC') return 'No space left on device (os error 28)';
	return error instanceof Error ? error.message : String(error);
};

const rereadTable = (device: string): void => {
	spawnSync('blockdev', ['--rereadpt', device]);
	spawnSync('udevadm', ['settle']);
};

/** In the boot entry, as the real one does it: on the mounted boot partition. */
const changeArguments = async (device: string, values: Values): Promise<void> => {
	const appended = values['append-karg'] ?? [];
	const deleted = values['delete-karg'] ?? [];
	if (appended.length + deleted.length === 0) {
		return;
	}
	const directory = await mkdtemp(join(tmpdir(), 'coreos-installer-'));
	if (spawnSync('mount', [`${realpathSync(device)}p3`, directory]).status !== 0) {
		throw new Failure(`couldn't find any partitions on ${device}`);
	}
	try {
		const entries = join(directory, 'loader/entries');
		for (const name of await readdir(entries)) {
			const path = join(entries, name);
			const text = await readFile(path, 'utf8');
			await writeFile(path, text.replace(/^options (.*)$/m, changed(appended, deleted)));
		}
	} finally {
		spawnSync('umount', [directory]);
		await rmdir(directory);
	}
};

const changed =
	(appended: readonly string[], deleted: readonly string[]) =>
	(_: string, words: string): string =>
		`options ${[...words.split(' ').filter((word) => !deleted.includes(word)), ...appended].join(' ')}`;

const giveUp = async (device: string, preserve: boolean): Promise<void> => {
	if (preserve) {
		say('Preserving partition table as requested');
		return;
	}
	say('Resetting partition table');
	const disk = await open(device, 'r+');
	await disk.write(Buffer.alloc(mebibyte), 0, mebibyte, 0);
	await disk.sync();
	await disk.close();
	spawnSync('sfdisk', ['--quiet', '--wipe=always', device], {input: 'label: gpt\n'});
};

process.exitCode = await main();
