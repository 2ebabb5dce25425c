/** xorriso as the second opinion: it reads what we wrote, and writes what we read. */
import {execFileSync} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

export type Tree = Readonly<Record<string, string>>;

export const inTemporary = async <Result>(
	use: (directory: string) => Result | Promise<Result>,
): Promise<Result> => {
	const directory = mkdtempSync(join(tmpdir(), 'iso-'));
	try {
		return await use(directory);
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
};

export const xorriso = (args: readonly string[]): string =>
	execFileSync('xorriso', args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});

/** Files by path; a path that ends with a slash is an empty directory. */
export const writeTree = (directory: string, tree: Tree): void => {
	for (const [path, text] of Object.entries(tree)) {
		const whole = join(directory, path);
		mkdirSync(path.endsWith('/') ? whole : dirname(whole), {recursive: true});
		if (!path.endsWith('/')) {
			writeFileSync(whole, text);
		}
	}
};

/** The same form as `writeTree` takes; every directory is in it. */
export const readTree = (directory: string): Tree =>
	Object.fromEntries(
		readdirSync(directory, {recursive: true, encoding: 'utf8'}).map((path) => {
			const whole = join(directory, path);
			return statSync(whole).isDirectory()
				? [`${path}/`, '']
				: [path, readFileSync(whole, 'latin1')];
		}),
	);

/** What xorriso extracts from an ISO. */
export const extracted = (directory: string, iso: string): Tree => {
	const target = join(directory, 'extracted');
	xorriso(['-osirrox', 'on', '-indev', iso, '-extract', '/', target]);
	execFileSync('chmod', ['-R', 'u+rwX', target]);
	return readTree(target);
};

export const made = (
	directory: string,
	tree: Tree,
	options: readonly string[] = ['-R', '-V', 'cluster-config'],
): string => {
	const source = join(directory, 'source');
	const iso = join(directory, 'made.iso');
	mkdirSync(source, {recursive: true});
	writeTree(source, tree);
	xorriso(['-as', 'mkisofs', '-quiet', ...options, '-o', iso, source]);
	return iso;
};
