/** The copy before recert, on a real filesystem: what is put back is what was there, to the last attribute. */
import {execFileSync} from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	mkdirSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {
	isAsInSnapshot,
	readSnapshot,
	removeSnapshot,
	restoreSnapshot,
	takeSnapshot,
} from '../../../../src/engine/steps/edge/snapshot.ts';
import {type EdgeHost, edgeHost, portraitOf} from './edge-host.ts';

const {signal} = new AbortController();

let host: EdgeHost;
let etcd = '';
let file = '';
let absent = '';

beforeEach(async () => {
	host = await edgeHost();
	etcd = host.at('/var/lib/etcd');
	file = host.write('/etc/chrony.conf', 'server a\n', 0o640);
	absent = host.at('/etc/mco');
	host.write('/var/lib/etcd/member/snap/db', 'database', 0o600);
	host.write('/var/lib/etcd/member/wal/0.wal', 'log');
	chmodSync(etcd, 0o2751);
	chmodSync(join(etcd, 'member/wal'), 0o700);
	chownSync(join(etcd, 'member/snap/db'), 12, 34);
	linkSync(join(etcd, 'member/snap/db'), join(etcd, 'same'));
	symlinkSync('/nowhere', join(etcd, 'dangling'));
	execFileSync('setfattr', ['-n', 'user.note', '-v', 'kept', join(etcd, 'member/snap/db')]);
	utimesSync(join(etcd, 'member'), 1_600_000_000, 1_600_000_000);
});

afterEach(() => rmSync(host.root, {recursive: true, force: true}));

const paths = (): readonly string[] => [etcd, file, absent];

const take = () => takeSnapshot(host.system, host.params, paths(), signal);

/** What recert, and the etcd below it, may do. */
const damage = (): void => {
	writeFileSync(join(etcd, 'member/snap/db'), 'rewritten in place');
	writeFileSync(join(etcd, 'member/wal/1.wal'), 'new');
	rmSync(join(etcd, 'dangling'));
	chmodSync(etcd, 0o755);
	chmodSync(file, 0o777);
	writeFileSync(file, 'server b\n');
	mkdirSync(absent);
	writeFileSync(join(absent, 'proxy.env'), 'new');
};

test('what was rewritten, added, removed and chmodded is back, and the folder is the same one', async () => {
	const before = portraitOf([etcd, file]);
	const inode = statSync(etcd).ino;
	const snapshot = await take();
	damage();
	expect(await isAsInSnapshot(host.system, snapshot, signal)).toBe(false);
	await restoreSnapshot(host.system, host.params, snapshot, signal);
	expect(portraitOf([etcd, file])).toBe(before);
	expect(existsSync(absent)).toBe(false);
	expect(statSync(etcd).ino).toBe(inode);
	expect(await isAsInSnapshot(host.system, snapshot, signal)).toBe(true);
});

test('a folder that was taken away whole is back', async () => {
	const before = portraitOf([etcd, file]);
	const snapshot = await take();
	rmSync(etcd, {recursive: true});
	rmSync(file);
	await restoreSnapshot(host.system, host.params, snapshot, signal);
	expect(portraitOf([etcd, file])).toBe(before);
});

test('putting back may be cut short at any program and repeated', async () => {
	const before = portraitOf([etcd, file]);
	const snapshot = await take();
	const count = async (): Promise<number> => {
		const from = host.asked.length;
		await restoreSnapshot(host.system, host.params, snapshot, signal);
		return host.asked.length - from;
	};
	const whole = await count();
	for (let last = 0; last < whole; last += 1) {
		damage();
		await restoreSnapshot(cutAfter(last), host.params, snapshot, signal).catch(() => {});
		await restoreSnapshot(host.system, host.params, snapshot, signal);
		expect(portraitOf([etcd, file]), `cut after ${last}`).toBe(before);
	}
});

const cutAfter = (programs: number): EdgeHost['system'] => {
	let ran = 0;
	return {
		...host.system,
		run: async (command, options) => {
			ran += 1;
			if (ran > programs) {
				throw new Error('killed');
			}
			return host.system.run(command, options);
		},
	};
};

test('a copy that was damaged itself is never declared to be put back', async () => {
	const snapshot = await take();
	damage();
	host.write(`/var/lib/ibi-console/snapshot/tree${etcd}/member/snap/db`, 'rotten');
	await expect(restoreSnapshot(host.system, host.params, snapshot, signal)).rejects.toMatchObject({
		code: 'ROLLBACK_FAILED',
	});
});

test('data that changes while it is copied gives no copy', async () => {
	host.play('cp ', () => {
		writeFileSync(join(etcd, 'same'), 'somebody writes');
		return undefined;
	});
	await expect(take()).rejects.toMatchObject({code: 'SNAPSHOT_FAILED'});
	expect(await readSnapshot(host.system, host.params)).toBeUndefined();
});

test('a full disk is told, and the data is untouched', async () => {
	const before = portraitOf([etcd, file]);
	host.play('cp ', () => ({exitCode: 1, stderr: "cp: error writing 'x': No space left on device"}));
	await expect(take()).rejects.toMatchObject({
		code: 'SNAPSHOT_FAILED',
		message: expect.stringContaining('No space left on device'),
	});
	expect(portraitOf([etcd, file])).toBe(before);
});

test('nothing of a copy that is removed can be taken for one', async () => {
	await take();
	expect(await readSnapshot(host.system, host.params)).toMatchObject({present: [etcd, file]});
	await removeSnapshot(host.system, host.params, signal);
	expect(await readSnapshot(host.system, host.params)).toBeUndefined();
	expect(existsSync(`${host.params.stateDirectory}/snapshot`)).toBe(false);
});
