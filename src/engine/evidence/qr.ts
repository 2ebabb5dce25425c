/** The text of the QR code on the photo card, and its matrix: as small as a camera reads it from a screen. Pure. */
import {encodeQR} from 'qr';
import type {Happened} from './spoken-code.ts';

export type CardIds = Happened & {
	readonly runId?: string;
	/** Of the program. */
	readonly version?: string;
	/** Of the host. */
	readonly serial?: string;
};

/** Dark is true. */
export type QrMatrix = readonly (readonly boolean[])[];

/** Modules of a side, with the quiet zone of four on each: 41 of version 4 at the most. */
export const qrOf = (ids: CardIds, mostModules: number): QrMatrix | undefined => {
	const version = versions.find(({modules}) => modules + 2 * quietModules <= mostModules);
	const text = version && qrText(ids, version.characters);
	if (version === undefined || text === undefined) {
		return undefined;
	}
	return encodeQR(text, 'raw', {
		ecc: 'low',
		encoding: 'alphanumeric',
		version: version.version,
		border: quietModules,
	});
};

const quietModules = 4;

/** What each holds of capitals and digits at the level L (ISO/IEC 18004, table 7); the largest first. */
const versions = [
	{version: 4, modules: 33, characters: 114},
	{version: 3, modules: 29, characters: 77},
] as const;

/** Fields by their worth; those at the end that have no room are left out. */
export const qrText = (
	{code, step, at, runId, version, serial}: CardIds,
	mostCharacters: number,
): string | undefined => {
	const time = Math.floor(Date.parse(at) / 1000).toString(36);
	const fields = [time, fieldOf(code), fieldOf(step), runId?.slice(0, 8), version, serial];
	const texts = fields.map((field) => plain(field ?? none));
	for (let count = texts.length; count >= fewestFields; count -= 1) {
		const text = [mark, ...texts.slice(0, count)].join(' ');
		if (text.length <= mostCharacters) {
			return text;
		}
	}
	return undefined;
};

export const readQrText = (text: string): CardIds | undefined => {
	const [first, time = '', ...rest] = text.trim().toUpperCase().split(' ');
	const seconds = Number.parseInt(time, 36);
	if (first !== mark || Number.isNaN(seconds)) {
		return undefined;
	}
	const [code, step, runId, version, serial] = rest.map((field) =>
		field === none ? undefined : field,
	);
	return {
		at: new Date(seconds * 1000).toISOString(),
		...(code !== undefined && {code: code.replaceAll('-', '_')}),
		...(step !== undefined && {step: step.toLowerCase()}),
		...(runId !== undefined && {runId: runId.toLowerCase()}),
		...(version !== undefined && {version}),
		...(serial !== undefined && {serial}),
	};
};

const mark = 'IBI1';
const none = '*';
/** Time, code and step. */
const fewestFields = 3;

const fieldOf = (name: string | undefined): string | undefined =>
	name === undefined || name === '' ? undefined : name.replaceAll('_', '-');

/** The characters of the alphanumeric mode, without the blank, which parts the fields. */
const plain = (text: string): string => {
	const found = text.toUpperCase().replaceAll(/[^0-9A-Z$%*+./:-]/g, '-');
	return found === '' ? none : found;
};
