/**
 * What is broken or stale about a partition table. The kernel may still read such a table, from its backup or
 * not at all, and says nothing of it. Pure.
 */
import type {WrittenTable} from '../tools/sfdisk.ts';
import type {Signature} from '../tools/wipefs.ts';

/** @param own signatures of the whole disk */
export const tableFaults = (
	own: readonly Signature[],
	table: WrittenTable | undefined,
	sizeBytes: number,
): readonly string[] => {
	const types = own.map(({type}) => type);
	if (!types.includes('gpt')) {
		return types.includes('PMBR') || table?.partitions.some(({type}) => type === '0xee')
			? [
					'a protective MBR without a GPT that can be read: made for another sector size, or damaged',
				]
			: [];
	}
	return [
		...missingCopy(own, sizeBytes),
		...(types.includes('PMBR') ? [] : ['a GPT without its protective MBR']),
		...(table === undefined ? ['a GPT that sfdisk cannot read'] : []),
	];
};

/** A whole GPT leaves two signatures, one at each end; without offsets nothing is said of which. */
const missingCopy = (own: readonly Signature[], sizeBytes: number): readonly string[] => {
	const [only, ...others] = own.filter(({type}) => type === 'gpt');
	if (only?.offsetBytes === undefined || others.length > 0) {
		return [];
	}
	return [
		only.offsetBytes < sizeBytes / 2
			? 'a GPT without its backup at the end of the disk'
			: 'a GPT of which only the backup is left',
	];
};
