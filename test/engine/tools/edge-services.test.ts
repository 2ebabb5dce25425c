import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {
	controlPlane,
	readEtcdDetail,
	readRecertDetail,
} from '../../../src/engine/tools/edge-services.ts';
import type {System} from '../../../src/system/types.ts';
import type {PodContainer} from '../../../src/tools/crictl.ts';
import {filesBelow, scriptedSystem} from '../steps/scripted-system.ts';

let root: string;
let system: System;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'edge-services-'));
	system = {...scriptedSystem(() => undefined).system, files: filesBelow(root)};
});

afterEach(() => rmSync(root, {recursive: true}));

const write = (path: string, text: string): void => {
	mkdirSync(join(root, path, '..'), {recursive: true});
	writeFileSync(join(root, path), text);
};

const container = (name: string, change: Partial<PodContainer> = {}): PodContainer => ({
	id: name,
	name,
	pod: `${name}-sno`,
	namespace: 'openshift-etcd',
	state: 'running',
	since: '2026-11-21T09:00:00.000Z',
	attempt: 0,
	...change,
});

test('of the control plane each container once, the running or the newest one', () => {
	const kept = controlPlane([
		container('kube-apiserver', {namespace: 'openshift-kube-apiserver'}),
		container('etcd', {id: 'old', state: 'exited', since: '2026-11-21T09:30:00.000Z'}),
		container('etcd', {id: 'now'}),
		container('setup', {id: 'first', state: 'exited'}),
		container('setup', {id: 'second', state: 'exited', since: '2026-11-21T09:05:00.000Z'}),
		container('console', {namespace: 'openshift-console'}),
	]);
	expect(kept.map(({id}) => id)).toEqual(['now', 'second', 'kube-apiserver']);
});

test('a host on which recert never ran has nothing to tell of it', async () => {
	expect(await readRecertDetail(system, '/state')).toEqual({
		state: 'untouched',
		hasSnapshot: false,
	});
	expect(await readEtcdDetail(system)).toEqual({});
});

test('a recert that erred says so, and how long it worked', async () => {
	write('/state/recert.json', '{"kind":"begun"}\n');
	write(
		'/var/tmp/recert-summary.yaml',
		'cluster_crypto:\n  a: b\nrun_times:\n  rsa_run_time: 2.5s\n  other: 1s\nerror: no such key\n',
	);
	expect(await readRecertDetail(system, '/state')).toEqual({
		state: 'begun',
		hasSnapshot: false,
		summary: {error: 'no such key', durationMs: 3500},
	});
});

test('the database is as large as its file', async () => {
	write('/var/lib/etcd/member/snap/db', 'x'.repeat(5000));
	expect(await readEtcdDetail(system)).toEqual({databaseBytes: 5000});
});
