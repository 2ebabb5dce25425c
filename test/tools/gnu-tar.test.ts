/** The real GNU tar: what survives an extraction, and what a hostile archive cannot do. */
import {execFileSync} from 'node:child_process';
import {
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {realSystem} from '../../src/system/real.ts';
import {extractGzip} from '../../src/tools/gnu-tar.ts';
import {type MadeMember, tarOf} from '../seed/make-layer.ts';

let directory = '';
let target = '';

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-tar-'));
	target = join(directory, 'target');
	mkdirSync(target);
});

afterEach(() => rmSync(directory, {recursive: true}));

const extract = async (
	bytes: Buffer,
	signal = new AbortController().signal,
	leftOut?: string,
): Promise<void> => {
	const compressed = (async function* () {
		yield bytes;
	})();
	const archive = {
		archive: 'var.tgz',
		compressed,
		directory: target,
		program: 'tar',
		...(leftOut !== undefined && {leftOut}),
	};
	await extractGzip(realSystem(process.env), archive, signal, () => {});
};

const extractMembers = (members: readonly MadeMember[]): Promise<void> =>
	extract(gzipSync(tarOf(members)));

test('owners by number, modes with all bits, attributes and hard links survive', async () => {
	const source = join(directory, 'source');
	mkdirSync(source);
	writeFileSync(join(source, 'a'), 'A');
	linkSync(join(source, 'a'), join(source, 'b'));
	execFileSync('chown', ['4711:4712', join(source, 'a')]);
	execFileSync('chmod', ['4711', join(source, 'a')]);
	execFileSync('setfattr', ['-n', 'trusted.lab', '-v', 'value', join(source, 'a')]);
	const options = ['--xattrs', '--xattrs-include=*', '--owner=daemon:4711', '--group=bin:4712'];
	const bytes = execFileSync('tar', ['-cz', '-C', source, ...options, 'a', 'b']);
	await extract(bytes);
	const {uid, gid, mode, nlink} = statSync(join(target, 'a'));
	expect([uid, gid, mode & 0o7777, nlink]).toEqual([4711, 4712, 0o4711, 2]);
	const attribute = execFileSync('getfattr', [
		'--only-values',
		'-n',
		'trusted.lab',
		join(target, 'a'),
	]);
	expect(attribute.toString()).toBe('value');
});

test('members that are left out are those of exactly that name', async () => {
	const list = join(directory, 'list');
	writeFileSync(list, './objects/a.file\nobjects/?.file\n');
	const names = ['./objects/a.file', 'objects/b.file', './objects/a.filez', 'x/objects/a.file'];
	const members = names.map((path) => ({path, content: 'x'}));
	await extract(gzipSync(tarOf(members)), undefined, list);
	expect(names.map((name) => existsSync(join(target, name)))).toEqual([false, true, true, true]);
});

test('a member whose name climbs out is not extracted, and the step fails', async () => {
	await expect(extractMembers([{path: '../outside', content: 'x'}])).rejects.toMatchObject({
		code: 'ARCHIVE_UNREADABLE',
	});
	expect(existsSync(join(directory, 'outside'))).toBe(false);
});

test('an absolute name is taken as one below the target', async () => {
	await extractMembers([{path: `${directory}/absolute`, content: 'x'}]);
	expect(existsSync(join(directory, 'absolute'))).toBe(false);
	expect(existsSync(join(target, directory, 'absolute'))).toBe(true);
});

test('a symlink that an archive brings leads no later member of it out', async () => {
	mkdirSync(join(directory, 'outside'));
	const work = extractMembers([
		{path: 'link', type: 'SymbolicLink', linkpath: join(directory, 'outside')},
		{path: 'link/file', content: 'x'},
	]);
	await work.catch(() => {});
	expect(existsSync(join(directory, 'outside/file'))).toBe(false);
});

test('what stands in the way of a member is replaced, and a symlink is not written through', async () => {
	writeFileSync(join(directory, 'precious'), 'precious');
	symlinkSync(join(directory, 'precious'), join(target, 'file'));
	await extractMembers([{path: 'file', content: 'new'}]);
	expect(readFileSync(join(directory, 'precious'), 'utf8')).toBe('precious');
	expect(readFileSync(join(target, 'file'), 'utf8')).toBe('new');
});

test.each([
	['no gzip', Buffer.from('not gzip at all')],
	[
		'a gzip that ends early',
		gzipSync(tarOf([{path: 'a', content: 'x'.repeat(99_999)}])).subarray(0, 60),
	],
])('%s is told by the name of the archive', async (_, bytes) => {
	await expect(extract(bytes)).rejects.toMatchObject({
		code: 'ARCHIVE_UNREADABLE',
		message: expect.stringContaining('var.tgz'),
	});
});

test('a cancelled extraction ends at once, although its source never does', async () => {
	const controller = new AbortController();
	const endless = (async function* () {
		yield gzipSync(tarOf([{path: 'a', content: 'x'}])).subarray(0, 20);
		controller.abort();
		await new Promise((resolve) => setTimeout(resolve, 200));
		yield Buffer.alloc(1);
	})();
	const archive = {archive: 'a', compressed: endless, directory: target, program: 'tar'};
	const work = extractGzip(realSystem(process.env), archive, controller.signal, () => {});
	await expect(work).rejects.toMatchObject({code: 'CANCELLED'});
});
