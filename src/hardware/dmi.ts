/** What the firmware says of the machine it stands in; makers leave placeholders, which say nothing. */
import type {System} from '../system/types.ts';
import {type Fact, known, unknown} from './fact.ts';

export const fromDmi = async (system: System, name: string): Promise<Fact<string>> => {
	const path = `/sys/class/dmi/id/${name}`;
	if ((await system.files.stat(path)) === undefined) {
		return unknown('this host has no DMI table');
	}
	const text = (await system.files.readText(path)).trim();
	if (text === '') {
		return unknown('the firmware leaves it empty');
	}
	return isPlaceholder(text)
		? unknown(`the firmware gives only a placeholder (${text})`)
		: known(text);
};

export const isPlaceholder = (text: string): boolean => {
	const bare = text.trim().toLowerCase();
	return (
		placeholders.has(bare) || /^[0.\-x ]*$/.test(bare) || /^f+$/.test(bare.replaceAll('-', ''))
	);
};

const placeholders: ReadonlySet<string> = new Set([
	'default string',
	'none',
	'n/a',
	'not specified',
	'not applicable',
	'not available',
	'system manufacturer',
	'system product name',
	'system serial number',
	'chassis serial number',
	'asset-1234567890',
	'pca_number.acc',
	'to be filled by o.e.m.',
	'unspecified system serial number',
	'unknown',
	/** UUIDs that a board maker left in thousands of machines. */
	'03000200-0400-0500-0006-000700080009',
	'12345678-1234-5678-90ab-cddeefaabbcc',
]);
