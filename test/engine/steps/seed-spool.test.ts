/** The place of the compressed seed on a machine whose mounts are played: when it is mounted, and when it is let go. */
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {work} from '../../../src/engine/steps/layout.ts';
import {dropSpool, openSpool} from '../../../src/engine/steps/seed-spool.ts';
import {type Answer, contextOn, filesBelow, scriptedSystem} from './scripted-system.ts';

let directory = '';

const inside = (path: string): string => join(directory, path);

const tellMounts = (...mountpoints: readonly string[]): void =>
	writeFileSync(
		inside('/proc/self/mountinfo'),
		mountpoints.map((path) => `50 40 0:61 / ${path} rw - overlay overlay rw\n`).join(''),
	);

const machine = (answer: Answer | undefined = undefined) => {
	const {system, asked} = scriptedSystem(() => answer, {files: filesBelow(directory)});
	return {context: contextOn(system), asked};
};

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-spool-'));
	mkdirSync(inside('/proc/self'), {recursive: true});
	mkdirSync(inside(work.root), {recursive: true});
	tellMounts();
});

afterEach(() => rmSync(directory, {recursive: true}));

test('what comes is never synced: the layout is an overlay that is volatile', async () => {
	const {context, asked} = machine();
	await openSpool(context);
	const spool = `${work.root}/spool`;
	expect(asked).toEqual([
		`mount --types overlay --options lowerdir=${spool}/lower,upperdir=${spool}/upper,workdir=${spool}/scratch,volatile overlay ${work.layout}`,
	]);
	expect(readdirSync(inside(spool))).toEqual(['lower', 'scratch', 'upper']);
});

test('a place that is mounted keeps what came', async () => {
	tellMounts(inside(work.layout));
	const {context, asked} = machine();
	await openSpool(context);
	expect(asked).toEqual([]);
});

test('what came before the host was started again is thrown away', async () => {
	const left = inside(`${work.root}/spool/upper/blobs`);
	mkdirSync(left, {recursive: true});
	await openSpool(machine().context);
	expect(existsSync(left)).toBe(false);
});

test('a kernel that cannot mount it costs nothing but the syncing, and is told', async () => {
	const {context} = machine({exitCode: 32, stderr: 'unknown filesystem type'});
	await openSpool(context);
	expect(existsSync(inside(work.layout))).toBe(true);
	expect(context.lines.join('\n')).toContain('unknown filesystem type');
});

test('a seed in a plain directory stays there', async () => {
	mkdirSync(inside(`${work.layout}/blobs`), {recursive: true});
	const {context, asked} = machine();
	await openSpool(context);
	expect(asked).toEqual([]);
});

test('nothing of it is left: neither the mount nor what is below', async () => {
	const {context, asked} = machine();
	await openSpool(context);
	tellMounts(inside(work.layout));
	await dropSpool(context);
	expect(asked.at(-1)).toBe(`umount ${work.layout}`);
	expect(readdirSync(inside(work.root))).toEqual([]);
});
