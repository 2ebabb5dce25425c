/** Which of our documents a text is, told by the keys that only one of them has. Pure. */
import {loadDocuments} from './yaml.ts';

export type DocumentKind =
	| 'installation-config'
	| 'image-based-config'
	| 'install-config'
	| 'manifest'
	| 'node-document';

/** undefined when it could be any. @throws InstallError CONFIG_INVALID when it is neither YAML nor JSON. */
export const documentKind = (text: string, source: string): DocumentKind | undefined => {
	const [document] = loadDocuments(text, source);
	if (typeof document !== 'object' || document === null) {
		return undefined;
	}
	const {kind} = document as {kind?: unknown};
	const byKind = kinds.find((row) => row.kindKey !== undefined && row.kindKey === kind);
	return (byKind ?? kinds.find(({keys}) => keys.some((key) => key in document)))?.name;
};

type Row = {
	readonly name: DocumentKind;
	/** Its value of `kind`. */
	readonly kindKey?: string;
	readonly keys: readonly string[];
};

const kinds: readonly Row[] = [
	{name: 'manifest', kindKey: 'SeedReconfiguration', keys: ['api_version', 'cluster_name']},
	{
		name: 'install-config',
		kindKey: 'InstallConfig',
		keys: ['baseDomain', 'controlPlane', 'networking', 'platform'],
	},
	{
		name: 'image-based-config',
		kindKey: 'ImageBasedConfig',
		keys: ['hostname', 'additionalNTPSources', 'nodeLabels', 'cluster_id', 'infra_id'],
	},
	{
		name: 'installation-config',
		kindKey: 'ImageBasedInstallationConfig',
		keys: ['pullSecret', 'ignitionConfigOverride', 'architecture'],
	},
	{name: 'node-document', keys: ['seedImage', 'seedVersion', 'installationDisk']},
];
