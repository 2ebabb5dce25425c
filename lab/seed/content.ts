/** Files described as data, and the one function that makes them: what seeds hold, in a table to read. */
import {
	chmod,
	chown,
	lchown,
	link,
	mkdir,
	open,
	symlink,
	truncate,
	writeFile,
} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';

type Common = {
	readonly path: string;
	readonly owner?: readonly [uid: number, gid: number];
	/** Values as `setfattr` takes them: text, or `0x` and hexadecimal digits. */
	readonly attributes?: Readonly<Record<string, string>>;
	/** As `setfacl --modify` takes it. */
	readonly acl?: string;
};

export type Content = Common &
	(
		| {readonly kind: 'directory'; readonly mode?: number}
		| {readonly kind: 'file'; readonly mode?: number; readonly data?: string | Uint8Array}
		/** All holes but for a few bytes at the end. */
		| {readonly kind: 'sparse'; readonly mode?: number; readonly sizeBytes: number}
		| {readonly kind: 'symlink'; readonly target: string}
		| {readonly kind: 'hard-link'; readonly to: string}
		| {readonly kind: 'fifo'; readonly mode?: number}
	);

export const plant = async (
	lab: Lab,
	root: string,
	contents: readonly Content[],
): Promise<void> => {
	for (const content of contents) {
		const path = join(root, content.path);
		await mkdir(dirname(path), {recursive: true});
		await make(lab, root, content);
		await own(path, content);
		await chmodOf(path, content);
	}
};

/** Last, since changing an owner drops capabilities, and since labels are planted over whole trees before. */
export const plantAttributes = async (
	lab: Lab,
	root: string,
	contents: readonly Content[],
): Promise<void> => {
	for (const {path, attributes, acl} of contents) {
		const full = join(root, path);
		for (const [name, value] of Object.entries(attributes ?? {})) {
			await run(lab, ['setfattr', '-h', '-n', name, '-v', value, '--', full]);
		}
		if (acl !== undefined) {
			await run(lab, ['setfacl', '--modify', acl, '--', full]);
		}
	}
};

/** As the kernel of an SELinux system stores it: with the zero byte at the end. */
export const selinuxLabel = (type: string): string =>
	`0x${Buffer.from(`system_u:object_r:${type}:s0\0`).toString('hex')}`;

const make = async (lab: Lab, root: string, content: Content): Promise<unknown> => {
	const path = join(root, content.path);
	switch (content.kind) {
		case 'directory':
			return mkdir(path, {recursive: true});
		case 'file':
			return writeFile(path, content.data ?? '');
		case 'sparse':
			return makeSparse(path, content.sizeBytes);
		case 'symlink':
			return symlink(content.target, path);
		case 'hard-link':
			return link(join(root, content.to), path);
		case 'fifo':
			return run(lab, ['mkfifo', '--', path]);
	}
};

const makeSparse = async (path: string, sizeBytes: number): Promise<void> => {
	await writeFile(path, '');
	await truncate(path, sizeBytes);
	const file = await open(path, 'r+');
	await file.write(Buffer.from('end'), 0, 3, sizeBytes - 3);
	await file.close();
};

const own = async (path: string, {kind, owner}: Content): Promise<void> => {
	if (owner !== undefined) {
		await (kind === 'symlink' ? lchown : chown)(path, ...owner);
	}
};

const chmodOf = async (path: string, content: Content): Promise<void> => {
	if ('mode' in content && content.mode !== undefined) {
		await chmod(path, content.mode);
	}
};
