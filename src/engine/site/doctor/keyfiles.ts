/**
 * `network-configuration/system-connections`: keyfiles of NetworkManager, as far as their form goes (GLib key
 * files, nm-settings-keyfile(5)). Modes on the medium do not matter, since the import sets those of secrets. No
 * value is told: there are passwords in such files.
 */
import type {DocumentFault} from '../../../config/document-fault.ts';
import {connectionsDirectory, type SiteTree} from '../tree.ts';
import {textIn} from './text.ts';

export const keyfileFaults = (tree: SiteTree): readonly DocumentFault[] =>
	[...tree.files.keys()]
		.filter((path) => path.startsWith('network-configuration/'))
		.flatMap((path) =>
			isKeyfile(path) ? readKeyfile(path, textIn(tree, path)) : [{...stranger, file: path}],
		);

const stranger = {
	why: 'it has no effect',
	accepted: `files directly in ${connectionsDirectory} whose names end with .nmconnection`,
	isWarning: true,
} as const;

const isKeyfile = (path: string): boolean =>
	path.startsWith(`${connectionsDirectory}/`) &&
	/^[^/]+\.nmconnection$/.test(path.slice(connectionsDirectory.length + 1));

const readKeyfile = (file: string, text: string | undefined): readonly DocumentFault[] => {
	if (text === undefined) {
		return [{file, why: 'it is no UTF-8 text'}];
	}
	const lines = text.split(/\r?\n/).map(kindOf);
	const firstGroup = lines.findIndex(({kind}) => kind === 'group');
	return [
		...lines.flatMap(({kind}, index) => lineFaults(file, index, kind, firstGroup)),
		...connectionFaults(file, lines),
	];
};

type Line =
	| {readonly kind: 'empty' | 'wrong'}
	| {readonly kind: 'group'; readonly name: string}
	| {readonly kind: 'entry'; readonly key: string; readonly value: string};

/** Without patterns that could go over a long line more than once. */
const kindOf = (line: string): Line => {
	const text = line.trim();
	if (text === '' || text.startsWith('#')) {
		return {kind: 'empty'};
	}
	if (text.startsWith('[') && text.indexOf(']') === text.length - 1 && text.length > 2) {
		return {kind: 'group', name: text.slice(1, -1)};
	}
	const end = text.indexOf('=');
	const key = text.slice(0, Math.max(end, 0)).trim();
	return /^[A-Za-z0-9._-]+(\[[^\]]*\])?$/.test(key)
		? {kind: 'entry', key, value: text.slice(end + 1).trim()}
		: {kind: 'wrong'};
};

const lineFaults = (
	file: string,
	index: number,
	kind: Line['kind'],
	firstGroup: number,
): readonly DocumentFault[] => {
	const place = {file, line: index + 1};
	if (kind === 'wrong') {
		return [{...place, why: 'it is neither [group] nor key=value', example: 'method=auto'}];
	}
	const isBefore = firstGroup < 0 || index < firstGroup;
	return kind === 'entry' && isBefore
		? [{...place, why: 'it stands before the first [group]', example: '[connection]'}]
		: [];
};

/** Without a type NetworkManager ignores the file. */
const connectionFaults = (file: string, lines: readonly Line[]): readonly DocumentFault[] => {
	const start = lines.findIndex((line) => line.kind === 'group' && line.name === 'connection');
	if (start < 0) {
		return [{file, why: 'the group [connection] is missing', example: '[connection]'}];
	}
	const end = lines.findIndex(({kind}, index) => index > start && kind === 'group');
	const entries = lines.slice(start + 1, end < 0 ? undefined : end);
	const valueFor = (key: string): string | undefined =>
		entries.flatMap((line) => (line.kind === 'entry' && line.key === key ? [line.value] : []))[0];
	const place = {file, line: start + 1};
	const name = valueFor('interface-name');
	return [
		...(valueFor('type')
			? []
			: [{...place, field: 'connection.type', why: 'is required', example: 'type=ethernet'}]),
		...(name !== undefined && (name === '' || name.length > longestInterface)
			? [
					{
						...place,
						field: 'connection.interface-name',
						why: `found ${name.length} characters, needed 1 to ${longestInterface}`,
						example: 'interface-name=eno1',
					},
				]
			: []),
	];
};

/** IFNAMSIZ of the kernel, less its last zero. */
const longestInterface = 15;
