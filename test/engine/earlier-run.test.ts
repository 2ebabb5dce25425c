/** What an earlier run left is read from a disk that could be anybody's. */
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {readBelow} from '../../src/engine/earlier-run.ts';
import {realSystem} from '../../src/system/real.ts';

const system = realSystem({PATH: '/usr/bin:/bin'});
const event = JSON.stringify({
	seq: 1,
	at: '2026-01-01T00:00:00.000Z',
	type: 'run.finished',
	outcome: {kind: 'cancelled'},
});

let base = '';
let top = '';
let work = '';
let record = '';

beforeEach(async () => {
	base = await mkdtemp(join(tmpdir(), 'earlier-run-'));
	top = `${base}/disk`;
	work = `${top}/ostree/.ibi-console`;
	record = `${top}/ostree/deploy/rhcos_4.18.9/var/lib/ibi-console`;
});

afterEach(() => rm(base, {recursive: true}));

test('the journal of a run that was cut short is read', async () => {
	await mkdir(work, {recursive: true});
	expect(await readBelow(system, top)).toEqual({kind: 'interrupted'});
	await writeFile(`${work}/journal.jsonl`, `${event}\n`);
	expect(await readBelow(system, top)).toMatchObject({kind: 'interrupted', events: [{seq: 1}]});
});

test('a pipe in place of a journal or a result is not waited for', async () => {
	await mkdir(record, {recursive: true});
	await system.run({program: 'mkfifo', args: [`${record}/result.json`]});
	expect(await readBelow(system, top)).toEqual({kind: 'finished'});
	await mkdir(work, {recursive: true});
	await system.run({program: 'mkfifo', args: [`${work}/journal.jsonl`]});
	expect(await readBelow(system, top)).toEqual({kind: 'interrupted'});
});

test('a link to a file of the running system is not followed', async () => {
	const outside = `${base}/journal.jsonl`;
	await writeFile(outside, `${event}\n`);
	await mkdir(work, {recursive: true});
	await symlink(outside, `${work}/journal.jsonl`);
	expect(await readBelow(system, top)).toEqual({kind: 'interrupted'});
});
