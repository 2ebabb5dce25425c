/** What a changed medium says otherwise than the imported one, field by field. Pure; secrets are masked. */
import {checksumWords} from '../../config/checksum-words.ts';
import {pathText, wordsFor} from '../../iso/manifest-words.ts';
import {Secret} from '../../secret.ts';
import type {Site, SiteFile} from './site.ts';
import {manifestPath} from './tree.ts';

export type SiteDifference = {
	/** Key path of the manifest, or the path of a file. */
	readonly field: string;
	/** Absent: it was not there. */
	readonly before?: string;
	/** Absent: it is there no more. */
	readonly after?: string;
};

export const siteDiff = (before: Site, after: Site): readonly SiteDifference[] => [
	...differences(leavesOf(before.manifest, []), leavesOf(after.manifest, [])),
	...differences(filesOf(before.files), filesOf(after.files)),
];

/** What is compared, and what of it is shown. */
type Leaf = {readonly value: string; readonly shown: string};

type Leaves = ReadonlyMap<string, Leaf>;

const longestShown = 60;

const leavesOf = (value: unknown, path: readonly PropertyKey[]): Leaves => {
	if (value instanceof Secret) {
		return leaf(path, value.reveal(), true);
	}
	if (typeof value === 'object' && value !== null) {
		const isList = Array.isArray(value);
		return new Map(
			Object.entries(value).flatMap(([key, entry]) => [
				...leavesOf(entry, [...path, isList ? Number(key) : key]),
			]),
		);
	}
	return leaf(path, String(value), wordsFor(path)?.isSecret === true);
};

const leaf = (path: readonly PropertyKey[], value: string, isSecret: boolean): Leaves => {
	const isShown = !isSecret && value.length <= longestShown;
	const shown = isShown ? value : `${value.length} characters, ${checksumWords(value)}`;
	return new Map([[pathText(path), {value, shown}]]);
};

const filesOf = (files: readonly SiteFile[]): Leaves =>
	new Map(
		files
			.filter(({path}) => path !== manifestPath)
			.map(({path, sizeBytes, digest}) => [
				path,
				{value: digest, shown: `${sizeBytes} bytes, sha256 ${digest.slice(0, 12)}`},
			]),
	);

const differences = (before: Leaves, after: Leaves): readonly SiteDifference[] =>
	[...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
		const [old, young] = [before.get(field), after.get(field)];
		return old?.value === young?.value
			? []
			: [
					{
						field,
						...(old !== undefined && {before: old.shown}),
						...(young !== undefined && {after: young.shown}),
					},
				];
	});
