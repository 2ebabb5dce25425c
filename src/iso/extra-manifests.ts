/**
 * `extra-manifests/`: objects that the first boot creates in the cluster. They travel as they are; here each
 * is only looked at, since a broken one would be found out at the site.
 */
import {z} from 'zod';
import {tryDocuments} from '../config/yaml.ts';
import {InstallError} from '../errors.ts';
import type {Secret} from '../secret.ts';

/** An object may be a Secret, so its text is one. */
export type ManifestFile = {readonly name: string; readonly text: Secret};

/** Other files are not read by the first boot. */
export const isManifestName = (name: string): boolean => /\.(ya?ml|json)$/.test(name);

/** @throws InstallError CONFIG_INVALID with the faults of all files. */
export const requireManifests = (files: readonly ManifestFile[]): void => {
	const faults = files.flatMap(faultsOf);
	if (faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source: 'extra-manifests', faults});
	}
};

const faultsOf = ({name, text}: ManifestFile): readonly string[] => {
	const loaded = tryDocuments(text.reveal());
	if ('fault' in loaded) {
		return [`${name}: ${loaded.fault}`];
	}
	const documents = loaded.documents.filter((document) => document != null);
	if (documents.length === 0) {
		return [`${name}: it is empty`];
	}
	return documents.flatMap((document, index) =>
		missingIn(document).map((fault) => `${name}: ${place(index, documents.length)}${fault}`),
	);
};

const filled = z.string().min(1);
const objectShape = z.object({
	apiVersion: filled,
	kind: filled,
	metadata: z.object({name: filled}),
});

const missingIn = (document: unknown): readonly string[] => {
	const {error} = objectShape.safeParse(document);
	return [...new Set(error?.issues.map(({path}) => path.join('.')))].map((key) =>
		key === '' ? 'it is no object' : `${key} is required`,
	);
};

const place = (index: number, count: number): string =>
	count === 1 ? '' : `document ${index + 1}: `;
