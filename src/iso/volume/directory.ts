/**
 * The bytes of one directory: its records, and the area behind them for names that are too long for a
 * record. Their lengths depend on names only, so the layout can measure a directory before it places it.
 */
import {both16, both32, directoryFlag, padToSector, sectorBytes, shortDate} from './format.ts';
import * as rockRidge from './rock-ridge.ts';
import type {DirectoryNode, TreeNode} from './tree.ts';

export type Place = {readonly sector: number; readonly sizeBytes: number};

export type Placed = {
	readonly placeOf: (node: TreeNode) => Place;
	readonly parent: DirectoryNode;
	readonly isRoot: boolean;
	readonly madeAt: Date;
};

/** Both in whole sectors. */
export type DirectoryBytes = {readonly records: Buffer; readonly continuation: Buffer};

export const directoryBytes = (directory: DirectoryNode, placed: Placed): DirectoryBytes => {
	const {placeOf, parent, isRoot, madeAt} = placed;
	const continuation = new Continuation(
		// Where the area begins is known when the directory is placed; its length does not depend on it.
		placeOf(directory).sector + placeOf(directory).sizeBytes / sectorBytes,
	);
	const links = (node: DirectoryNode): number =>
		2 + node.children.filter(({kind}) => kind === 'directory').length;
	const dot = (node: DirectoryNode, identifier: string, marks: readonly Buffer[]): Buffer => {
		const attributes = {kind: 'directory', links: links(node), madeAt} as const;
		const entries = [...marks, ...attributeEntries(attributes)];
		return record({identifier, flags: directoryFlag, place: placeOf(node), madeAt, entries});
	};
	const marks = isRoot ? [rockRidge.indicatorEntry(), rockRidge.extensionEntry()] : [];
	const records = [
		dot(directory, '\0', marks),
		dot(parent, '\u0001', []),
		...directory.children.map((child) => {
			const {kind, identifier} = child;
			const attributes = {kind, links: kind === 'directory' ? links(child) : 1, madeAt};
			const fixed = attributeEntries(attributes);
			return record({
				identifier,
				flags: kind === 'directory' ? directoryFlag : 0,
				place: placeOf(child),
				madeAt,
				entries: [...fixed, ...nameOrContinuation(child.name, identifier, fixed, continuation)],
			});
		}),
	];
	return {records: withoutCrossing(records), continuation: continuation.bytes()};
};

type RecordParts = {
	readonly identifier: string;
	readonly flags: number;
	readonly place: Place;
	readonly madeAt: Date;
	readonly entries: readonly Buffer[];
};

const longestRecord = 254;

const record = ({identifier, flags, place, madeAt, entries}: RecordParts): Buffer => {
	const body = Buffer.concat([
		both32(place.sector),
		both32(place.sizeBytes),
		shortDate(madeAt),
		Buffer.of(flags, 0, 0),
		both16(1),
		Buffer.of(identifier.length),
		Buffer.from(identifier, 'latin1'),
		Buffer.alloc(identifier.length % 2 === 0 ? 1 : 0),
		...entries,
	]);
	const padding = body.length % 2;
	return Buffer.concat([Buffer.of(2 + body.length + padding, 0), body, Buffer.alloc(padding)]);
};

const attributeEntries = (attributes: rockRidge.Attributes): readonly Buffer[] => [
	rockRidge.posixEntry(attributes),
	rockRidge.timeEntry(attributes),
];

const nameOrContinuation = (
	name: string,
	identifier: string,
	fixed: readonly Buffer[],
	continuation: Continuation,
): readonly Buffer[] => {
	const entries = rockRidge.nameEntries(name);
	const used = 33 + identifier.length + 1 + Buffer.concat(fixed).length;
	const whole = Buffer.concat(entries);
	return used + whole.length + 1 <= longestRecord ? entries : [continuation.add(whole)];
};

/** A record never crosses the end of a sector; zeros fill what is left (ECMA-119 6.8.1.1). */
const withoutCrossing = (records: readonly Buffer[]): Buffer => {
	const bytes: Buffer[] = [];
	let usedBytes = 0;
	for (const one of records) {
		const left = sectorBytes - (usedBytes % sectorBytes);
		const gap = one.length > left ? left : 0;
		bytes.push(Buffer.alloc(gap), one);
		usedBytes += gap + one.length;
	}
	return padToSector(Buffer.concat(bytes));
};

/** Collects what did not fit. A piece never crosses the end of a sector; the kernel refuses that. */
class Continuation {
	readonly #firstSector: number;
	readonly #pieces: Buffer[] = [];
	#usedBytes = 0;

	constructor(firstSector: number) {
		this.#firstSector = firstSector;
	}

	add(piece: Buffer): Buffer {
		const left = sectorBytes - (this.#usedBytes % sectorBytes);
		const gap = piece.length > left ? left : 0;
		const start = this.#usedBytes + gap;
		this.#pieces.push(Buffer.alloc(gap), piece);
		this.#usedBytes = start + piece.length;
		const sector = this.#firstSector + Math.floor(start / sectorBytes);
		return rockRidge.continuationEntry(sector, start % sectorBytes, piece.length);
	}

	bytes(): Buffer {
		return padToSector(Buffer.concat(this.#pieces));
	}
}
