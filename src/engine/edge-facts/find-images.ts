/** The images that a deployment starts: their names from seed and host, and whether they can be had. */
import {InstallError, toProblem} from '../../errors.ts';
import {type Fact, known, unknown} from '../../hardware/facts.ts';
import {asFact} from '../../hardware/time-limit.ts';
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import {askableName} from '../../seed/registry.ts';
import type {System} from '../../system/types.ts';
import {listImageNames} from '../../tools/podman.ts';
import {imageExists} from '../../tools/podman-container.ts';
import {inspectManifest} from '../../tools/skopeo.ts';
import type {RegistryAnswer} from '../ladder/facts.ts';
import {readEtcdImage} from '../steps/edge/recert-images.ts';
import type {ImageRole, NeededImage} from './facts.ts';

export const findImages = async (
	system: System,
	seed: SeedClusterInfo,
	manifest: SeedReconfiguration,
	signal: AbortSignal,
): Promise<Fact<readonly NeededImage[]>> => {
	const stored = await storedNames(system, signal);
	const names = await nameImages(system, seed, stored, signal);
	const present = await Promise.all(
		names.map(async ({role, image}) => ({
			role,
			image,
			isPresent: isStored(stored, image) ? known(true) : await isPresent(system, image, signal),
		})),
	);
	const wanted = present.filter(({image, isPresent}) => image.known && !isFound(isPresent));
	return known(
		wanted.length === 0
			? present
			: await withAuthFile(system, manifest, (authFile) =>
					Promise.all(
						present.map(async (one) =>
							wanted.includes(one) && one.image.known
								? {...one, registry: await askRegistry(system, one.image.value, authFile, signal)}
								: one,
						),
					),
				),
	);
};

const existsLimitMs = 10_000;
const registryLimitMs = 40_000;

/** One look at the storage answers for most; only a name that is not among them is asked for by itself. */
const storedNames = (system: System, signal: AbortSignal): Promise<Fact<readonly string[]>> => {
	const limit = {what: 'the container storage', limitMs: existsLimitMs, signal};
	return asFact(system, limit, async (either) => known(await listImageNames(system, either)));
};

const isStored = (stored: Fact<readonly string[]>, image: Fact<string>): boolean =>
	stored.known && image.known && stored.value.includes(image.value);

type Named = {readonly role: ImageRole; readonly image: Fact<string>};

const nameImages = async (
	system: System,
	seed: SeedClusterInfo,
	stored: Fact<readonly string[]>,
	signal: AbortSignal,
): Promise<readonly Named[]> => {
	const limit = {what: 'the names of the images', limitMs: existsLimitMs, signal};
	const [nodeIp, etcd] = await Promise.all([
		asFact(system, limit, () => nodeIpImage(system)),
		asFact(system, limit, async () => known(await readEtcdImage(system))),
	]);
	const recert =
		seed.recertImagePullSpec === undefined
			? unknown('the seed names none')
			: known(seed.recertImagePullSpec);
	return [
		{role: 'node-ip', image: nodeIp},
		{role: 'etcd', image: etcd},
		{role: 'recert', image: recert},
		{role: 'release', image: releaseImage(stored)},
	];
};

const nodeIpUnit = '/etc/systemd/system/nodeip-configuration.service';

/** The unit starts a container; its image stands there by digest (machine-config-operator templates). */
const nodeIpImage = async (system: System): Promise<Fact<string>> => {
	if ((await system.files.stat(nodeIpUnit)) === undefined) {
		return unknown('this host has no nodeip-configuration.service');
	}
	const image = imagePattern.exec(await system.files.readText(nodeIpUnit))?.[1];
	return image === undefined
		? unknown('nodeip-configuration.service names no image')
		: known(image);
};

const imagePattern = /(?:^|\s)([a-z0-9][a-z0-9.-]*(?::\d+)?\/[^\s\\@"']+@sha256:[0-9a-f]{64})/m;

/** The seed keeps its name in etcd, which does not run yet; by their repository it is told from the others. */
const releaseImage = (stored: Fact<readonly string[]>): Fact<string> => {
	if (!stored.known) {
		return stored;
	}
	const image = stored.value.find((name) => /\/(ocp-release|release-images)([@:]|$)/.test(name));
	return image === undefined
		? unknown(
				'no release image is among the images of this host, and only the cluster knows its name',
			)
		: known(image);
};

const isPresent = (
	system: System,
	image: Fact<string>,
	signal: AbortSignal,
): Promise<Fact<boolean>> =>
	asFact(system, {what: 'the container storage', limitMs: existsLimitMs, signal}, async (either) =>
		image.known ? known(await imageExists(system, image.value, either)) : image,
	);

const isFound = (fact: Fact<boolean>): boolean => fact.known && fact.value;

const workDirectory = '/run/ibi-console';

/** In memory, for this question only: on the host stays what the seed brought until the site is applied. */
const withAuthFile = async <Result>(
	{files, random}: System,
	{pull_secret: pullSecret}: SeedReconfiguration,
	task: (authFile: string) => Promise<Result>,
): Promise<Result> => {
	// Two looks at a host may overlap.
	const name = Buffer.from(random.bytes(6)).toString('hex');
	const authPath = `${workDirectory}/site-pull-secret-${name}.json`;
	await files.makeDirectory(workDirectory, 0o700);
	await files.writeText(authPath, pullSecret, 0o600);
	try {
		return await task(authPath);
	} finally {
		await files.remove(authPath);
	}
};

const askRegistry = (
	system: System,
	image: string,
	authFile: string,
	signal: AbortSignal,
): Promise<Fact<RegistryAnswer>> => {
	const limit = {what: `the registry of ${image}`, limitMs: registryLimitMs, signal};
	return asFact(system, limit, async (either): Promise<Fact<RegistryAnswer>> => {
		try {
			await inspectManifest(system, askableName(image), {retries: 0, authFile, signal: either});
			return known({kind: 'answered'});
		} catch (error) {
			if (error instanceof InstallError && error.code.startsWith('SEED_')) {
				const {code, message, remedy} = toProblem(error);
				return known({kind: 'refused', code, message, remedy: remedy.join(' ')});
			}
			throw error;
		}
	});
};
