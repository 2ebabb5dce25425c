/**
 * For each code of the catalogue the screen after it, at 80x24: code, what was being done and what happened, and every
 * remedy stand on the first page, whole, so that nobody has to open a log to know what to do.
 */
import {describe, expect, test} from 'vitest';
import type {Problem, ProblemCode} from '../../../src/errors.ts';
import {toolIds} from '../../../src/screens/tools/rows.tsx';
import type {ProblemRow} from '../../../src/words/problems/problem.ts';
import {problems} from '../../../src/words/problems.ts';
import {toolWords} from '../../../src/words/screens/tools.ts';
import {failed as edgeFailed} from '../edge/fixtures/run.ts';
import {edgePictureOf} from '../edge/show.tsx';
import {atTheEdge, onLiveSystems, onWorkstations, problemsMet} from '../fixtures/problems.ts';
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
		expectWhole(await ofInstall(error), error);
	});
});

describe('at the edge', () => {
	test.each(codes)('%s', async (code) => {
		const error = problemOf(code);
		expectWhole(await ofDeployment(error), error);
	});
});

const pictures = async (
	where: string,
	met: readonly Problem[],
	draw: (error: Problem) => Promise<string>,
): Promise<string> => {
	const drawn: string[] = [];
	for (const error of met) {
		const picture = await draw(error);
		expectWhole(picture, error);
		drawn.push(`# ${error.code}, ${where}\n${picture}`);
	}
	return drawn.join('\n');
};

const ofInstall = (error: Problem): Promise<string> =>
	pictureOf({
		...answered,
		run: {...failedRun, outcome: {kind: 'failed', error, undone: false}},
	});

const ofDeployment = (error: Problem): Promise<string> => {
	const {run} = edgeFailed;
	const outcome = {kind: 'failed', error, undone: false} as const;
	return edgePictureOf({...edgeFailed, ...(run && {run: {...run, outcome}})});
};

describe('the picture of every failure that the field can meet (vitest --update=all draws them anew)', () => {
	test('on a live system', async () => {
		const drawn = await pictures('on a live system', problemsMet(onLiveSystems), ofInstall);
		await expect(drawn).toMatchFileSnapshot('../../goldens/failure-screens-live.txt');
	});

	test('at the edge', async () => {
		const drawn = await pictures('at the edge', problemsMet(atTheEdge), ofDeployment);
		await expect(drawn).toMatchFileSnapshot('../../goldens/failure-screens-edge.txt');
	});

	test('leaves out no code but those of workstations', () => {
		const drawn = new Set<string>([...Object.keys(onLiveSystems), ...Object.keys(atTheEdge)]);
		expect(codes.filter((code) => !drawn.has(code))).toEqual(
			codes.filter((code) => onWorkstations.includes(code)),
		);
	});
});

test('a remedy names a tool by the keys and the name that the list of tools has', () => {
	const {names} = toolWords.tools;
	const said = codes.flatMap(
		(code) =>
			problemOf(code)
				.remedy.join(' ')
				.match(/\b0 \d \([^)]*\)/g) ?? [],
	);
	expect(said.length).toBeGreaterThan(50);
	const listed = toolIds.map((id, index) => `0 ${index + 1} (${names[id].split(/[ :]/)[0]})`);
	expect([...new Set(said)].filter((one) => !listed.includes(one))).toEqual([]);
});
