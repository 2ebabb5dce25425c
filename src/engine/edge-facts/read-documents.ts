/** Reads what lies beside the manifest of a site, as far as it is judged. */
import {z} from 'zod';
import {type Fact, known} from '../../hardware/facts.ts';
import {isManifestName} from '../../iso/extra-manifests.ts';
import {type Manifest, readManifests} from '../../kube/manifests.ts';
import type {System} from '../../system/types.ts';
import type {Site} from '../site/site.ts';
import {connectionsDirectory, extraManifestsDirectory, manifestsDirectory} from '../site/tree.ts';
import type {ManifestObject, SiteDocuments} from './documents.ts';
import {planOfKeyfile} from './keyfile-plan.ts';
import {joinPlans} from './network-plan.ts';

export const readDocuments = async (
	system: System,
	{files}: Pick<Site, 'files'>,
	root: string,
): Promise<Fact<SiteDocuments>> => {
	const read = async (paths: readonly string[]) =>
		Promise.all(
			paths.map(async (name) => ({name, text: await system.files.readText(`${root}/${name}`)})),
		);
	const within = (directory: string): readonly string[] =>
		files.map(({path}) => path).filter((path) => isDirectlyIn(path, directory));
	const [keyfiles, manifests] = await Promise.all([
		read(within(connectionsDirectory)),
		read(
			[...within(manifestsDirectory), ...within(extraManifestsDirectory)].filter(isManifestName),
		),
	]);
	const reading = readManifests(manifests);
	return known({
		keyfiles: joinPlans(keyfiles.map(({name, text}) => planOfKeyfile(text, name))),
		objects: reading.manifests.map(objectOf),
		manifestFaults: reading.faults,
	});
};

/** As lifecycle-agent lists them: what lies deeper is not read. */
const isDirectlyIn = (path: string, directory: string): boolean =>
	path.startsWith(`${directory}/`) && !path.slice(directory.length + 1).includes('/');

const objectOf = ({place, apiVersion, kind, object}: Manifest): ManifestObject => {
	const defines = kindsDefinedBy(kind, object);
	return {
		place,
		apiVersion,
		kind,
		...(defines.length > 0 && {defines}),
	};
};

const definitionShape = z.object({
	spec: z.object({
		group: z.string(),
		names: z.object({kind: z.string()}),
		versions: z.array(z.object({name: z.string()})),
	}),
});

const kindsDefinedBy = (kind: string, object: object): readonly string[] => {
	const definition =
		kind === 'CustomResourceDefinition' ? definitionShape.safeParse(object).data : undefined;
	if (definition === undefined) {
		return [];
	}
	const {group, names, versions} = definition.spec;
	return versions.map(({name}) => `${group}/${name}/${names.kind}`);
};
