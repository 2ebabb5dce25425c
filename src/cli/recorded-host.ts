/** From the words of a command line to a recorded host: its facts, and the document that it would be given. */

import {documentKind} from '../config/document-kind.ts';
import {readInstallationConfig} from '../config/schema.ts';
import type {Settings} from '../config/settings.ts';
import type {ReadDocument} from '../config/sources/document.ts';
import type {RehearsalRequest} from '../engine/rehearse.ts';
import {InstallError} from '../errors.ts';
import {readFacts} from '../hardware/read-facts.ts';
import {nodeDocument} from '../iso/ignition/files.ts';
import type {System} from '../system/types.ts';

export type HostWords = {
	/** A file with what `ibi-console facts` printed. */
	readonly factsFile: string;
	/** The document; absent: the one in the directory. */
	readonly configFile?: string;
	readonly directory: string;
	readonly flags: Partial<Settings>;
	readonly kargs: readonly string[];
};

/** @throws InstallError CONFIG_INVALID, FILE_UNREADABLE */
export const recordedHost = async (
	system: System,
	{factsFile, configFile, directory, flags, kargs}: HostWords,
): Promise<RehearsalRequest> => ({
	facts: readFacts(await system.files.readText(factsFile), factsFile),
	readDocument,
	configFile: configFile ?? (await documentIn(system, directory)),
	flags,
	kargs,
});

const documentNames = ['image-based-installation-config.yaml', 'ibi-configuration.json'] as const;

const documentIn = async ({files}: System, directory: string): Promise<string> => {
	const names = await files.list(directory);
	const name = documentNames.find((one) => names.includes(one)) ?? documentNames[0];
	return `${directory}/${name}`;
};

/** An installation configuration is read as the node document that its ISO will carry. */
const readDocument: ReadDocument = async ({files}, place) => {
	if (place.kind !== 'file') {
		throw new InstallError('USAGE', {
			what: 'ibi.config is read by the host; give its document with --config',
		});
	}
	const {path} = place;
	const text = await files.readText(path);
	const isInstallation = documentKind(text, path) === 'installation-config';
	return {
		name: path,
		text: isInstallation ? nodeDocument(readInstallationConfig(text, path)) : text,
	};
};
