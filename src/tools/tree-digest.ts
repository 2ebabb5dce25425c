/**
 * One digest over files as GNU tar sees them: names, contents, kinds, links, owners by number, modes, times,
 * attributes, labels and ACLs. Two trees with the same one are the same, byte for byte. Nothing is stored.
 */
import type {System} from '../system/types.ts';

/** SHA-256 in hex. @param paths relative to `root` */
export const treeDigest = async (
	system: System,
	root: string,
	paths: readonly string[],
	signal: AbortSignal,
): Promise<string> => {
	const args = [
		'--create',
		'--file=-',
		'--use-compress-program=sha256sum',
		`--directory=${root}`,
		'--sort=name',
		'--one-file-system',
		'--numeric-owner',
		'--format=posix',
		// Of reading and of the copy itself, not of the files.
		'--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
		'--selinux',
		'--xattrs',
		'--xattrs-include=*',
		'--acls',
		'--',
		...paths,
	];
	const {stdout} = await system.run({program: 'tar', args}, {signal});
	return stdout.split(/\s/)[0] ?? '';
};
