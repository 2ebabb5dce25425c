/** YAML or JSON as text, to plain values. What is wrong with it is told without quoting it. */
import {loadAll, YAMLException} from 'js-yaml';
import {InstallError} from '../errors.ts';

/** @throws InstallError CONFIG_INVALID */
export const loadDocuments = (text: string, source: string): readonly unknown[] => {
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		throw new InstallError('CONFIG_INVALID', {source, faults: [loaded.fault]});
	}
	return loaded.documents;
};

export type Loaded = {readonly documents: readonly unknown[]} | {readonly fault: string};

export const tryDocuments = (text: string): Loaded => {
	try {
		return {documents: loadAll(text)};
	} catch (error) {
		return {fault: syntaxFault(error)};
	}
};

/** The message of the library quotes the line, which may hold a secret; its reason does not. */
const syntaxFault = (error: unknown): string => {
	if (!(error instanceof YAMLException)) {
		return 'it is neither YAML nor JSON';
	}
	const reason = error.reason.replaceAll(/(["'<]).*\1|<.*>|: .*/g, '…');
	const place = error.mark ? ` in line ${error.mark.line + 1}` : '';
	return `it is neither YAML nor JSON: ${reason}${place}`;
};
