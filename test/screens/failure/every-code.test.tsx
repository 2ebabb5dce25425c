/**
 * For each code of the catalogue the screen after it, at 80x24: code, what was being done and what happened, and every
 * remedy stand on the first page, whole, so that nobody has to open a log to know what to do.
 */
import {describe, expect, test} from 'vitest';
import type {Problem, ProblemCode} from '../../../src/errors.ts';
import type {ProblemRow} from '../../../src/words/problems/problem.ts';
import {problems} from '../../../src/words/problems.ts';
import {failed as edgeFailed} from '../edge/fixtures/run.ts';
import {edgePictureOf} from '../edge/show.tsx';
import {failedRun} from '../fixtures/run.ts';
import {answered} from '../fixtures/states.ts';
import {pictureOf} from '../show.tsx';

/** As long as they are in the field. */
const usualValues: Readonly<Record<string, unknown>> = {
	path: '/var/tmp/ibi-configuration.json',
	image: `registry.lab.example.com:5000/openshift/release@sha256:${'6f1c3e5f0d0e8a57'.repeat(4)}`,
	why: 'the answer was 503 Service Unavailable, after it was tried 5 times in 62 s',
	disk: '/dev/disk/by-id/nvme-SAMSUNG_MZQL2960HCJR-00A07_S64GNE0R608523',
	device: '/dev/nvme0n1',
	remedy: 'Check the disk and its cable, then start the install again.',
	images: ['registry.lab.example.com:5000/openshift/release', 'quay.io/openshift-release-dev/ocp'],
	command: 'podman image pull --authfile=/var/tmp/backup-secret.json',
	program: 'coreos-installer',
	stderrTail: 'Error: reading manifest: received unexpected HTTP status: 503',
};

/** Whatever else words ask for: a number, a text and a list at once. */
const value = (name: string): unknown => {
	if (name in usualValues) {
		return usualValues[name];
	}
	const text = `value of ${name}`;
	const known: Record<PropertyKey, unknown> = {
		length: 1,
		join: () => text,
		map: (change: (one: unknown) => unknown) => [change(text)],
		slice: () => text,
		replace: () => text,
		toString: () => text,
		toJSON: () => text,
		[Symbol.toPrimitive]: () => text,
		[Symbol.iterator]: () => [text][Symbol.iterator](),
	};
	return known;
};

const values = new Proxy({}, {get: (_, name) => value(String(name))});

const problemOf = (code: ProblemCode): Problem => {
	const {kind, words} = problems[code] as unknown as ProblemRow<unknown>;
	const {message, remedy} = words(values);
	return {code, kind: kind === 'bug' ? 'install' : kind, message, causes: [], remedy};
};

const codes = Object.keys(problems) as readonly ProblemCode[];

const joined = (text: string): string => text.replaceAll(/[\s•]+/g, '');

const expectWhole = (picture: string, {code, message, remedy}: Problem): void => {
	const shown = joined(picture);
	for (const text of [code, message, ...remedy]) {
		expect(shown).toContain(joined(text));
	}
};

describe('on a live system', () => {
	test.each(codes)('%s', async (code) => {
		const error = problemOf(code);
		const run = {...failedRun, outcome: {kind: 'failed', error, undone: false} as const};
		expectWhole(await pictureOf({...answered, run}), error);
	});
});

describe('at the edge', () => {
	test.each(codes)('%s', async (code) => {
		const error = problemOf(code);
		const {run} = edgeFailed;
		const outcome = {kind: 'failed', error, undone: false} as const;
		expectWhole(await edgePictureOf({...edgeFailed, ...(run && {run: {...run, outcome}})}), error);
	});
});

/** What the matrices of faults end in, on real hosts of the lab. */
const ofTheMatrix: readonly ProblemCode[] = [
	'DISK_NOT_FOUND',
	'DISK_CHANGED',
	'DISK_BUSY',
	'PARTITION_MISSING',
	'BASE_IMAGE_FAILED',
	'FILE_UNWRITABLE',
	'SEED_UNREACHABLE',
	'SEED_CONTENT_MISMATCH',
	'SEED_LAYER_TRUNCATED',
	'IMAGE_PULL_FAILED',
	'IMAGES_MISSING',
	'TRANSFER_STALLED',
	'POST_SCRIPT_FAILED',
];

const ofTheEdge: readonly ProblemCode[] = [
	'CLOCK_WRONG',
	'NETWORK_REFUSED',
	'NODE_IP_UNKNOWN',
	'RECERT_IMAGE_MISSING',
	'RECERT_SEED_UNSUITABLE',
	'RECERT_NO_SPACE',
	'RECERT_TIMED_OUT',
	'RECERT_FAILED',
	'UNIT_FAILED',
	'CLUSTER_NOT_READY',
];

test('the pictures of the fault matrix (vitest --update=all draws them anew)', async () => {
	const pictures: string[] = [];
	for (const code of ofTheMatrix) {
		const run = {
			...failedRun,
			outcome: {kind: 'failed', error: problemOf(code), undone: false} as const,
		};
		pictures.push(`# ${code}, on a live system\n${await pictureOf({...answered, run})}`);
	}
	for (const code of ofTheEdge) {
		const {run} = edgeFailed;
		const outcome = {kind: 'failed', error: problemOf(code), undone: false} as const;
		const state = {...edgeFailed, ...(run && {run: {...run, outcome}})};
		pictures.push(`# ${code}, at the edge\n${await edgePictureOf(state)}`);
	}
	await expect(pictures.join('\n')).toMatchFileSnapshot('../../goldens/failure-screens.txt');
});
