/**
 * System Use entries as a reader meets them (SUSP, Rock Ridge). Pure, and never beyond its bytes: an entry
 * that claims to be longer than what is there ends the list.
 */
export type SystemUse = {
	/** From NM; undefined when there is none. */
	readonly name?: Buffer;
	/** From PX, with the type bits. */
	readonly mode?: number;
	/** Content is compressed, or lies in another directory record: nothing that we read. */
	readonly isSpecial: boolean;
	/** More entries lie there. */
	readonly next?: Continuation;
};

export type Continuation = {
	readonly sector: number;
	readonly offsetBytes: number;
	readonly lengthBytes: number;
};

export const nothingUsed: SystemUse = {isSpecial: false};

/** @param before what the entries up to here said. */
export const readSystemUse = (bytes: Buffer, before: SystemUse): SystemUse => {
	const {next: _done, ...known} = before;
	return entriesOf(bytes).reduce<SystemUse>(withEntry, known);
};

/** How many bytes before the entries of each record belong to somebody else; undefined without SUSP. */
export const skippedBytes = (rootUse: Buffer): number | undefined => {
	const [first] = entriesOf(rootUse);
	const isIndicator = first?.signature === 'SP' && first.data.length >= 3;
	return isIndicator && first.data.readUInt16BE(0) === 0xbeef ? first.data[2] : undefined;
};

type Entry = {readonly signature: string; readonly data: Buffer};

const headerBytes = 4;

const entriesOf = (bytes: Buffer): readonly Entry[] => {
	const entries: Entry[] = [];
	let start = 0;
	while (start + headerBytes <= bytes.length) {
		const length = bytes[start + 2] ?? 0;
		const signature = bytes.toString('latin1', start, start + 2);
		if (length < headerBytes || start + length > bytes.length || signature === 'ST') {
			break;
		}
		entries.push({signature, data: bytes.subarray(start + headerBytes, start + length)});
		start += length;
	}
	return entries;
};

const withEntry = (known: SystemUse, {signature, data}: Entry): SystemUse => {
	switch (signature) {
		case 'NM':
			return {...known, name: Buffer.concat([known.name ?? Buffer.alloc(0), data.subarray(1)])};
		case 'PX':
			return data.length < 4 ? known : {...known, mode: data.readUInt32LE(0)};
		case 'CE':
			return data.length < 24 ? known : {...known, next: continuationOf(data)};
		case 'ZF':
		case 'CL':
		case 'RE':
			return {...known, isSpecial: true};
		default:
			return known;
	}
};

const continuationOf = (data: Buffer): Continuation => ({
	sector: data.readUInt32LE(0),
	offsetBytes: data.readUInt32LE(8),
	lengthBytes: data.readUInt32LE(16),
});
