/**
 * The documents that people write, from text to checked values. Each document has its own file; here is
 * what they share: YAML or JSON, one document, its faults told at once.
 */
import {InstallError} from '../errors.ts';
import {typeName} from './faults.ts';
import {type ImageBasedConfig, parseImageBasedConfig} from './image-based-config.ts';
import {type InstallConfig, parseInstallConfig} from './install-config.ts';
import {type InstallationConfig, parseInstallationConfig} from './installation-config.ts';
import {parseNodeDocument} from './node-document.ts';
import type {Settings} from './settings.ts';
import {loadDocuments} from './yaml.ts';

/** @param source names the document in errors, as its path. */
export const readNodeDocument = (text: string, source: string): Partial<Settings> => {
	const document = readDocument(text, source);
	if (document['kind'] === 'ImageBasedInstallationConfig') {
		const fault =
			'kind: this is the configuration that an installation ISO is made from; needed is the ' +
			'ibi-configuration.json that the ISO carries';
		throw new InstallError('CONFIG_INVALID', {source, faults: [fault]});
	}
	return parseNodeDocument(document, source);
};

export const readInstallationConfig = (text: string, source: string): InstallationConfig =>
	parseInstallationConfig(readDocument(text, source), source);

export const readInstallConfig = (text: string, source: string): InstallConfig =>
	parseInstallConfig(readDocument(text, source), source);

export const readImageBasedConfig = (text: string, source: string): ImageBasedConfig =>
	parseImageBasedConfig(readDocument(text, source), source);

const readDocument = (text: string, source: string): Readonly<Record<string, unknown>> => {
	const documents = loadDocuments(text, source);
	const [document] = documents;
	if (documents.length > 1) {
		throw invalid(source, `found ${documents.length} documents, needed one`);
	}
	if (typeof document !== 'object' || document === null || Array.isArray(document)) {
		throw invalid(source, `found ${typeName(document)}, needed an object with keys`);
	}
	return document as Readonly<Record<string, unknown>>;
};

const invalid = (source: string, fault: string): InstallError =>
	new InstallError('CONFIG_INVALID', {source, faults: [fault]});
