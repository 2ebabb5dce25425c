/**
 * One group of a support bundle, gathered into files. An item that fails or hangs is recorded with the reason and
 * fails nothing. Every text is masked before it is kept: what is known as a secret, then what looks like one.
 */
import {toProblem} from '../../../errors.ts';
import {withinLimit} from '../../../hardware/time-limit.ts';
import type {System} from '../../../system/types.ts';
import type {EvidenceGroup} from '../../evidence/group-names.ts';
import {itemsOf} from '../../evidence/groups.ts';
import type {Part} from '../../evidence/part.ts';
import {indexPath, partsDirectory} from '../../evidence/place.ts';
import {hideSecretShapes} from '../../evidence/secret-shapes.ts';
import type {EvidenceItem, EvidenceSource, Finding} from '../../evidence/source.ts';
import type {Step, StepContext} from '../../step.ts';

export type CollectParams = {readonly group: EvidenceGroup; readonly directory: string};

/** For an item; a program that hangs must not keep the others. */
const itemLimitMs = 8000;
/** For a group; what has no turn by then is left out. */
const groupLimitMs = 25_000;
const atOnce = 4;
export const itemLimitCharacters = 2 * 1024 * 1024;

export const collectEvidence = (source: EvidenceSource): Step<CollectParams> => ({
	unit: 'files',
	run: async ({group, directory}, context) => {
		const {system, signal, progress} = context;
		const items = await listed(group, source);
		const parts: (Part | undefined)[] = [];
		const startedMs = system.clock.monotonicMs();
		let done = 0;
		await system.files.makeDirectory(partsDirectory(directory, group), 0o700);
		progress(0, items.length);
		await inLanes(items, async (item, index) => {
			const isLate = system.clock.monotonicMs() - startedMs > groupLimitMs;
			parts[index] = isLate
				? {path: `${group}/${item.name}`, durationMs: 0, fault: 'there was no time for it'}
				: await collectItem(item, {group, directory}, source, context);
			done += 1;
			progress(done, items.length);
		});
		signal.throwIfAborted();
		const found = parts.filter((part) => part !== undefined);
		const index = await withoutKnownSecrets(
			system,
			indexPath(directory, group),
			JSON.stringify(found),
		);
		await system.files.writeText(indexPath(directory, group), index, 0o600);
	},
});

/** A screen that cannot be drawn is perhaps the very bug that the bundle is made for. */
const listed = async (
	group: EvidenceGroup,
	source: EvidenceSource,
): Promise<readonly EvidenceItem[]> => {
	try {
		return await itemsOf[group](source);
	} catch (error) {
		return [{name: 'all.txt', read: () => Promise.reject(error)}];
	}
};

const inLanes = async <Item>(
	items: readonly Item[],
	work: (item: Item, index: number) => Promise<void>,
): Promise<void> => {
	const queue = [...items.entries()];
	const lane = async (): Promise<void> => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			await work(next[1], next[0]);
		}
	};
	await Promise.all(Array.from({length: atOnce}, lane));
};

const collectItem = async (
	item: EvidenceItem,
	{group, directory}: CollectParams,
	source: EvidenceSource,
	{system, signal, log}: StepContext,
): Promise<Part | undefined> => {
	const path = `${group}/${item.name}`;
	const startedMs = system.clock.monotonicMs();
	const durationMs = () => Math.round(system.clock.monotonicMs() - startedMs);
	try {
		const limit = {what: path, limitMs: itemLimitMs, signal};
		const found = await withinLimit(system, limit, (either) =>
			item.read({system, source, signal: either}),
		);
		if (found === undefined) {
			return undefined;
		}
		const target = `${partsDirectory(directory, group)}/${item.name}`;
		const masked = hideSecretShapes(await withoutKnownSecrets(system, target, found.text));
		const {text, note} = cut({...found, text: masked});
		await system.files.writeText(target, text, 0o600);
		return {path, durationMs: durationMs(), ...(note !== undefined && {note})};
	} catch (error) {
		const fault = hideSecretShapes(toProblem(error).message);
		log(`${path}: ${fault}`);
		return {path, durationMs: durationMs(), fault};
	}
};

/** The end says more than the beginning. */
const cut = ({text, note}: Finding): Finding => {
	if (text.length <= itemLimitCharacters) {
		return {text, ...(note !== undefined && {note})};
	}
	const end = text.slice(-itemLimitCharacters);
	const whole = end.slice(end.indexOf('\n') + 1);
	const said = `the first ${text.length - whole.length} characters were left out`;
	return {text: whole, note: note === undefined ? said : `${note}; ${said}`};
};

/**
 * What is appended to a file passes the mask of the secrets that this process knows: one write, so that none is cut in
 * two, and before anything else takes a piece of one away.
 */
const withoutKnownSecrets = async (
	{files}: System,
	target: string,
	text: string,
): Promise<string> => {
	const path = `${target}.masked`;
	await files.remove(path);
	const file = await files.openAppend(path, 0o600);
	try {
		await file.write(text);
	} finally {
		await file.close();
	}
	const masked = await files.readText(path, largestMaskedBytes);
	await files.remove(path);
	return masked;
};

const largestMaskedBytes = 64 * 1024 * 1024;
