import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';
import {inspectConfig, inspectManifest} from '../../src/tools/skopeo.ts';

let directory: string;
let system: System;

/** A skopeo that writes down how it was called. */
const fakeSkopeo = (body: string): void => {
	const path = join(directory, 'skopeo');
	writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" > ${directory}/called\n${body}\n`);
	chmodSync(path, 0o755);
};

const called = (): readonly string[] =>
	readFileSync(join(directory, 'called'), 'utf8').trim().split('\n');

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-skopeo-'));
	system = realSystem({PATH: `${directory}:/usr/bin:/bin`});
});

afterEach(() => rmSync(directory, {recursive: true}));

test('a manifest is asked for raw, with credentials, authorities and retries', async () => {
	fakeSkopeo('printf \'{"a": 1}\\n\\n\'');
	const access = {authFile: '/auth.json', certificatesDirectory: '/certs', retries: 5};
	expect(await inspectManifest(system, 'r/a:b', access)).toBe('{"a": 1}\n\n');
	expect(called().join(' ')).toBe(
		'inspect --raw --retry-times 5 --authfile /auth.json --cert-dir /certs docker://r/a:b',
	);
});

test('a config is asked for raw too, without credentials when there are none', async () => {
	fakeSkopeo('echo {}');
	await inspectConfig(system, 'r/a:b', {});
	expect(called().join(' ')).toBe('inspect --config --raw --retry-times 2 docker://r/a:b');
});

test.each([1, 2])('exit code %d is told by what was said', async (exitCode) => {
	fakeSkopeo(`echo 'level=fatal msg="manifest unknown"' >&2; exit ${exitCode}`);
	await expect(inspectManifest(system, 'r/a:b', {})).rejects.toMatchObject({
		code: 'SEED_NOT_FOUND',
	});
});

test('a system without skopeo is told as such', async () => {
	await expect(inspectManifest(realSystem({PATH: directory}), 'r/a:b', {})).rejects.toMatchObject({
		code: 'COMMAND_MISSING',
	});
});

test('it ends when the caller gives up', async () => {
	fakeSkopeo('exec sleep 60');
	const controller = new AbortController();
	const asking = inspectManifest(system, 'r/a:b', {signal: controller.signal});
	controller.abort();
	await expect(asking).rejects.toMatchObject({code: 'CANCELLED'});
});
