/**
 * `ibi.config` and `ibi.config.sha256` at the first boot: where the configuration of the site is. Pure. An
 * address may carry a password, so no fault repeats the text.
 */
import {InstallError} from '../errors.ts';
import {splitKernelArguments} from './kernel-words.ts';

export type SiteSource = (
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'iso'; readonly path: string}
	/** A filesystem by its label; the path is that of a directory, an ISO or a manifest.json on it. */
	| {readonly kind: 'label'; readonly label: string; readonly path?: string}
	| {readonly kind: 'url'; readonly url: string}
) & {
	/** Of the file; of a directory or a medium the digest that `Site` has. */
	readonly sha256?: string;
};

/** undefined when no kernel argument names one. @throws InstallError CONFIG_INVALID */
export const readSiteSource = (commandLine: string): SiteSource | undefined => {
	const last = new Map(
		splitKernelArguments(commandLine).map(({name, value = ''}) => [name, value]),
	);
	const text = last.get('ibi.config');
	const sha256 = last.get('ibi.config.sha256');
	if (text === undefined) {
		return undefined;
	}
	const source = parsePlace(text);
	const faults = [
		...(source === undefined ? [`ibi.config: needed ${acceptedPlaces}`] : []),
		...(sha256 === undefined || /^[0-9a-f]{64}$/i.test(sha256)
			? []
			: ['ibi.config.sha256: needed 64 hexadecimal digits']),
	];
	if (source === undefined || faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source: 'the kernel arguments', faults});
	}
	return sha256 === undefined ? source : {...source, sha256};
};

/** What `ibi.config` takes. */
export const acceptedPlaces =
	'file:/path, iso:/path, label:LABEL, label:LABEL:/path or https://host/path';

/** undefined when it is none. */
export const parsePlace = (text: string): SiteSource | undefined => {
	const file = /^(file|iso):(?:\/\/)?(\/[^\0]+)$/.exec(text);
	if (file !== null) {
		const [, kind, path = ''] = file;
		return isPlain(path) ? {kind: kind === 'iso' ? 'iso' : 'file', path} : undefined;
	}
	const labelled = /^label:([^:/]+)(?::(\/[^\0]*))?$/.exec(text);
	if (labelled !== null) {
		const [, label = '', path] = labelled;
		return path === undefined || isPlain(path)
			? {kind: 'label', label, ...(path !== undefined && {path})}
			: undefined;
	}
	return URL.canParse(text) && new URL(text).protocol === 'https:'
		? {kind: 'url', url: text}
		: undefined;
};

const isPlain = (path: string): boolean => !path.split('/').includes('..');
