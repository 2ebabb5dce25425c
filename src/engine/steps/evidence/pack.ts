/**
 * The gathered parts as one compressed tar file with a manifest of checksums. The whole has a size that a serial line
 * carries in ten minutes: when it is full, the texts that follow are cut to their ends, or left out, and the manifest
 * says so.
 */
import {createHash} from 'node:crypto';
import type {ByteStream, System} from '../../../system/types.ts';
import {parseAnswer} from '../../../tools/answer.ts';
import {type EvidenceGroup, evidenceGroups} from '../../evidence/group-names.ts';
import {type Manifest, manifestName, type PackedPart} from '../../evidence/manifest.ts';
import {indexShape, type Part} from '../../evidence/part.ts';
import {indexPath, manifestPath} from '../../evidence/place.ts';
import {readBytes} from '../../evidence/read-text.ts';
import type {EvidenceSource} from '../../evidence/source.ts';
import {endOfArchive, memberOf} from '../../evidence/tar.ts';
import type {Step, StepContext} from '../../step.ts';
import {itemLimitCharacters} from './collect.ts';

export type PackParams = {
	readonly directory: string;
	readonly groups: readonly EvidenceGroup[];
	/** Where the bundle goes. */
	readonly path: string;
	readonly host: string;
};

/**
 * 115200 baud carry 11520 bytes a second; as lines of base64 with their checksums that is 4.9 MB in ten minutes.
 * Rest is left for what a line loses.
 */
export const bundleLimitBytes = 4_000_000;

export const packEvidence = (
	{serves, version}: EvidenceSource,
	limitBytes = bundleLimitBytes,
): Step<PackParams> => ({
	unit: 'files',
	run: async (params, context) => {
		const {system} = context;
		const madeAt = system.clock.now();
		const packed: PackedPart[] = [];
		const manifest = (): Manifest => ({
			format: 'ibi-console-evidence',
			formatVersion: 1,
			madeAt: madeAt.toISOString(),
			serves,
			version,
			host: params.host,
			groups: [...params.groups],
			leftOutGroups: evidenceGroups.filter((group) => !params.groups.includes(group)),
			limits: {itemCharacters: itemLimitCharacters, bundleBytes: limitBytes},
			items: packed,
		});
		const members = async function* (): ByteStream {
			yield* packedParts(params, madeAt, limitBytes, packed, context);
			const contents = `${JSON.stringify(manifest(), undefined, 2)}\n`;
			await system.files.writeText(manifestPath(params.directory), contents, 0o600);
			yield memberOf(manifestName, Buffer.from(contents), madeAt);
			yield endOfArchive();
		};
		await system.files.writeStream(params.path, members(), 0o600);
	},
});

/** Tells of each part in `packed`. */
async function* packedParts(
	{directory, groups}: PackParams,
	madeAt: Date,
	limitBytes: number,
	packed: PackedPart[],
	{system, signal, progress}: StepContext,
): ByteStream {
	const parts = await listParts(system, directory, groups);
	let usedBytes = 0;
	for (const [index, part] of parts.entries()) {
		signal.throwIfAborted();
		progress(index, parts.length);
		const found = await fittingPart(system, directory, part, madeAt, limitBytes - usedBytes);
		packed.push(found.packed);
		usedBytes += found.member?.byteLength ?? 0;
		if (found.member) {
			yield found.member;
		}
	}
	progress(parts.length, parts.length);
}

const listParts = async (
	system: System,
	directory: string,
	groups: readonly EvidenceGroup[],
): Promise<readonly Part[]> => {
	const parts: Part[] = [];
	for (const group of evidenceGroups.filter((name) => groups.includes(name))) {
		const path = indexPath(directory, group);
		parts.push(...parseAnswer(path, await system.files.readText(path), indexShape));
	}
	return parts;
};

type Fitting = {readonly packed: PackedPart; readonly member?: Buffer};

const fittingPart = async (
	system: System,
	directory: string,
	part: Part,
	madeAt: Date,
	roomBytes: number,
): Promise<Fitting> => {
	if (part.fault !== undefined) {
		return {packed: part};
	}
	const whole = await readBytes(system.files.readStream(`${directory}/parts/${part.path}`));
	for (let content = whole; ; content = laterHalf(content)) {
		const member = memberOf(part.path, content, madeAt);
		if (member.byteLength <= roomBytes) {
			return {packed: described(part, whole, content), member};
		}
		if (content.byteLength < worthwhileBytes || part.path.endsWith('.json')) {
			return {packed: {...part, fault: 'the bundle was full'}};
		}
	}
};

/** Less than this of a log is not worth a member. */
const worthwhileBytes = 4096;

const laterHalf = (content: Buffer): Buffer => {
	const middle = content.byteLength >> 1;
	const lineEnd = content.indexOf(0x0a, middle);
	return content.subarray(lineEnd === -1 ? middle : lineEnd + 1);
};

const described = (part: Part, whole: Buffer, content: Buffer): PackedPart => {
	const cutBytes = whole.byteLength - content.byteLength;
	const said = `the bundle was full: the first ${cutBytes} bytes were left out`;
	const note = [part.note, cutBytes > 0 ? said : undefined].filter((text) => text !== undefined);
	return {
		...part,
		sizeBytes: content.byteLength,
		sha256: createHash('sha256').update(content).digest('hex'),
		...(note.length > 0 && {note: note.join('; ')}),
	};
};
