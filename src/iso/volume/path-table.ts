/** The path table of ISO 9660: all directories, level by level, each with the number of its parent. */
import type {Place} from './directory.ts';
import type {DirectoryNode} from './tree.ts';

export type NumberedDirectory = {
	/** From 1, the root. */
	readonly number: number;
	readonly parentNumber: number;
	readonly node: DirectoryNode;
	/** The root's parent is the root. */
	readonly parent: DirectoryNode;
};

/** ECMA-119 6.9.1: by level, then by the parent's number, then by identifier. */
export const numberDirectories = (root: DirectoryNode): readonly NumberedDirectory[] => {
	const numbered: NumberedDirectory[] = [{number: 1, parentNumber: 1, node: root, parent: root}];
	for (const {node: parent, number: parentNumber} of numbered) {
		for (const node of parent.children) {
			if (node.kind === 'directory') {
				numbered.push({number: numbered.length + 1, parentNumber, node, parent});
			}
		}
	}
	return numbered;
};

export const pathTable = (
	directories: readonly NumberedDirectory[],
	placeOf: (node: DirectoryNode) => Place,
	order: 'little' | 'big',
): Buffer =>
	Buffer.concat(
		directories.map(({node, parentNumber}) => {
			const identifier = Buffer.from(node.identifier === '' ? '\0' : node.identifier, 'latin1');
			const numbers = Buffer.alloc(6);
			if (order === 'little') {
				numbers.writeUInt32LE(placeOf(node).sector, 0);
				numbers.writeUInt16LE(parentNumber, 4);
			} else {
				numbers.writeUInt32BE(placeOf(node).sector, 0);
				numbers.writeUInt16BE(parentNumber, 4);
			}
			const padding = Buffer.alloc(identifier.length % 2);
			return Buffer.concat([Buffer.of(identifier.length, 0), numbers, identifier, padding]);
		}),
	);
