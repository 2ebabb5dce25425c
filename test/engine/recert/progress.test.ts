/** recert's own lines, as they come, turned into progress. */
import {expect, test} from 'vitest';
import type {RecertProgress} from '../../../src/engine/observation.ts';
import {
	keyGenerationMs,
	recertBegins,
	recertHears,
	recertPhases,
	recertShare,
} from '../../../src/engine/recert/progress.ts';

/** Of a run on two processors, where the scan is done before the keys. */
const messages = [
	'using openssl: OpenSSL 3.0.19 27 Jan 2026',
	'',
	'OpenSSL version is compatible',
	'Connected to etcd',
	'Discovered 0 external certificates to ignore',
	'Scanning for cryptographic objects...',
	'Waiting for scanning to complete...',
	'Generating RSA keys',
	'Etcd scanning complete',
	'Scanning complete, filesystem dir objects: 4, filesystem file objects: 1, etcd objects: 9',
	'Scanning for cryptographic objects done, found 14 objects',
	'Generated 130 RSA keys',
	'Found 9 private keys, 1 public keys, 10 certificates, and 1 JWTs',
	'Established relationships between crypto objects',
	'Using custom private key for CN kube-apiserver-lb-signer',
	'Regenerated all crypto objects',
	'Committing cryptographic objects to etcd and disk',
	'Performing OCP post-processing and rename',
	'Found single-stack IP: 192.168.1.10',
	'Committing to actual etcd',
	'All done',
];

const line = (message: string): string =>
	`2026-08-08 10:00:00 - INFO - src/recert.rs:12: ${message}`;

const hear = (lines: readonly string[], cpus = 2): readonly RecertProgress[] => {
	let progress = recertBegins(cpus);
	return lines.map((text) => {
		progress = recertHears(progress, text, cpus);
		return progress;
	});
};

test('a whole run goes through every phase in order', () => {
	const phases = hear(messages.map(line)).map(({phase}) => phase);
	expect([...new Set(phases)]).toEqual(Array.from({length: recertPhases - 1}, (_, n) => n + 2));
	expect(phases).toEqual(phases.toSorted((a, b) => a - b));
});

test('the end of the scan does not end the silent phase', () => {
	const atScan = hear(messages.slice(0, 11).map(line)).at(-1);
	expect(atScan).toMatchObject({phase: 4, estimateMs: keyGenerationMs(2)});
	expect(hear(messages.slice(0, 12).map(line)).at(-1)).not.toHaveProperty('estimateMs');
});

test('the disk counts as written from the very message on', () => {
	const told = hear(messages.map(line));
	const first = told.findIndex(({hasWritten}) => hasWritten);
	expect(messages[first]).toBe('Committing cryptographic objects to etcd and disk');
	expect(told.slice(first).every(({hasWritten}) => hasWritten)).toBe(true);
});

test('lines that repeat, come late or say something else change nothing', () => {
	const far = hear([line('Performing OCP post-processing and rename')]).at(-1);
	expect(far && recertHears(far, line('Connected to etcd'), 2)).toBe(far);
	expect(far && recertHears(far, '', 2)).toBe(far);
	expect(far && recertHears(far, 'no log line at all', 2)).toBe(far);
});

test.each([
	[1, 165_000, 180_000],
	[2, 84_000, 92_000],
	[0, 165_000, 180_000],
])('the keys of %d processors are estimated as they were measured', (cpus, least, most) => {
	expect(keyGenerationMs(cpus)).toBeGreaterThanOrEqual(least);
	expect(keyGenerationMs(cpus)).toBeLessThanOrEqual(most);
});

test('the share only grows, waits for what is late, and ends at a hundred', () => {
	const told = [...new Set(hear(messages.map(line)))];
	const shares = told.flatMap((progress) => [0, 1e3, 1e9].map((ms) => recertShare(progress, ms)));
	expect(shares).toEqual(shares.toSorted((a, b) => a - b));
	expect(shares.at(-1)).toBe(100);
	expect(Math.max(...shares.slice(0, 20))).toBeLessThan(100);
});
