/** What a photo card says, from its spoken code or from the text of its square. */
import {readQrText} from '../engine/evidence/qr.ts';
import {readSpokenCode} from '../engine/evidence/spoken-code.ts';
import {InstallError} from '../errors.ts';
import {explain} from '../words/errors-page.ts';
import type {OutputFormat} from './arguments.ts';
import type {Setting} from './setting.ts';

/** @throws InstallError USAGE when it is neither */
export const runDecode = ({print}: Setting, text: string, format: OutputFormat): number => {
	const found = readQrText(text) ?? spoken(text);
	const meaning = found.code === undefined ? undefined : explain(found.code);
	if (format === 'json') {
		print(`${JSON.stringify({...found, ...(meaning && {meaning})}, undefined, 2)}\n`);
		return 0;
	}
	const rows: readonly (readonly [string, string | undefined])[] = [
		['error', found.code ?? 'none'],
		['meaning', meaning?.meaning],
		['while', found.step ?? 'between two steps'],
		['at', found.at],
		['host', found.serial],
		['run', found.runId],
		['version', found.version],
	];
	const told = rows.filter(([, value]) => value !== undefined);
	print(
		[
			...told.map(([name, value]) => `${name.padEnd(nameColumns)}${value}`),
			...(meaning?.causes ?? []).map((cause) => `  usual cause: ${cause}`),
			...(meaning?.remedy ?? []).map((remedy) => `  do: ${remedy}`),
			'',
		].join('\n'),
	);
	return 0;
};

const nameColumns = 9;

const spoken = (text: string): NonNullable<ReturnType<typeof readQrText>> => {
	const decoded = readSpokenCode(text);
	if (decoded.kind === 'mistaken') {
		throw new InstallError('USAGE', {what: `${text} is no code of a photo card: ${decoded.why}`});
	}
	const {kind: _, ...happened} = decoded;
	return happened;
};
