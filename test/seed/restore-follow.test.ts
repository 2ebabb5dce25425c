/** Reading a blob of a layout while another process writes it. */
import {appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type ArrivingBlob, followBlob} from '../../src/seed/restore-follow.ts';
import {realSystem} from '../../src/system/real.ts';

const system = realSystem({});
let directory = '';
let arriving: ArrivingBlob;

const blobFile = (): string => join(directory, 'blobs/sha256/abc');
const partialFile = (): string => join(directory, 'oci-put-blob123');

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-follow-'));
	mkdirSync(join(directory, 'blobs/sha256'), {recursive: true});
	const blob = {digest: 'sha256:abc', sizeBytes: 9, mediaType: 'layer'};
	arriving = {directory, blob, otherDigests: []};
});

afterEach(() => rmSync(directory, {recursive: true}));

/** Reads on until as much is there, as text. */
const reader = (signal = new AbortController().signal) => {
	const stream = followBlob(system, arriving, signal);
	let text = '';
	return {
		upTo: async (length: number): Promise<string> => {
			while (text.length < length) {
				const {value, done} = await stream.next();
				if (done) {
					break;
				}
				text += Buffer.from(value).toString();
			}
			return text;
		},
		hasEnded: async (): Promise<boolean> => (await stream.next()).done === true,
	};
};

test('a blob is read while it grows and after it was put into its place', async () => {
	const read = reader();
	const first = read.upTo(3);
	writeFileSync(partialFile(), 'one');
	expect(await first).toBe('one');
	appendFileSync(partialFile(), 'two');
	expect(await read.upTo(6)).toBe('onetwo');
	appendFileSync(partialFile(), 'six');
	renameSync(partialFile(), blobFile());
	writeFileSync(join(directory, 'oci-put-blob456'), 'the config');
	expect(await read.upTo(9)).toBe('onetwosix');
	expect(await read.hasEnded()).toBe(true);
});

test('a fetch that begins anew is read on from where the first one ended', async () => {
	writeFileSync(partialFile(), 'onetwo');
	const read = reader();
	expect(await read.upTo(6)).toBe('onetwo');
	rmSync(partialFile());
	writeFileSync(join(directory, 'oci-put-blob9'), 'onetwosix');
	expect(await read.upTo(9)).toBe('onetwosix');
});

test('while other layers are still coming, a partial file may be theirs and is not read', async () => {
	arriving = {...arriving, otherDigests: ['sha256:other']};
	writeFileSync(partialFile(), 'of other');
	const read = reader();
	const whole = read.upTo(9);
	writeFileSync(blobFile(), 'onetwosix');
	expect(await whole).toBe('onetwosix');
});

test('a blob that is whole but too short ends early, so that its size can be told', async () => {
	writeFileSync(blobFile(), 'short');
	const read = reader();
	expect(await read.upTo(9)).toBe('short');
});

test('when no more will come, the wait ends with the signal', async () => {
	const controller = new AbortController();
	writeFileSync(partialFile(), 'one');
	const read = reader(controller.signal);
	expect(await read.upTo(3)).toBe('one');
	const more = read.upTo(9);
	controller.abort();
	await expect(more).rejects.toThrow();
});
