/** The images that the deployment runs itself: recert's, which the seed names, and that of the seed's etcd. */
import {z} from 'zod';
import {tryDocuments} from '../../../config/yaml.ts';
import {InstallError} from '../../../errors.ts';
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import type {System} from '../../../system/types.ts';
import {isPermanent, pullImage} from '../../../tools/podman.ts';
import {imageExists} from '../../../tools/podman-container.ts';
import {lastLineOf} from '../../../tools/said.ts';
import {completeNoProxy} from '../../recert/no-proxy.ts';
import type {Step, StepContext} from '../../step.ts';
import {type EdgeParams, readSeed, readSite} from './inputs.ts';
import {host} from './layout.ts';
import {readSeedNetworks} from './seed-networks.ts';

export type ImagesParams = EdgeParams & {readonly limitMs: number};

export type RecertImages = {readonly recert: string; readonly etcd: string};

export const haveRecertImages: Step<ImagesParams> = {
	unit: 'images',
	run: async ({limitMs}, context) => {
		const {recert, etcd} = await readRecertImages(context.system);
		const endMs = context.system.clock.monotonicMs() + limitMs;
		const isHere = await Promise.all(
			[recert, etcd].map((image) => imageExists(context.system, image, context.signal)),
		);
		for (const [index, image] of [recert, etcd].entries()) {
			if (isHere[index]) {
				context.log(`${image} is here`);
			} else {
				await fetchImage(image, endMs, context);
			}
			context.progress(index + 1, 2);
		}
	},
};

/** @throws InstallError SEED_DATA_MISSING */
export const readRecertImages = async (system: System): Promise<RecertImages> => {
	const {recertImagePullSpec: recert} = await readSeed(system);
	if (recert === undefined) {
		throw new InstallError('SEED_DATA_MISSING', {
			path: '/var/seed_data/manifest.json',
			why: 'it names no image of recert',
		});
	}
	return {recert, etcd: await readEtcdImage(system)};
};

const podShape = z.looseObject({
	spec: z.looseObject({
		containers: z.array(z.looseObject({name: z.string(), image: z.string()})),
	}),
});

export const readEtcdImage = async (system: System): Promise<string> => {
	const path = host.etcdPod;
	const loaded =
		(await system.files.stat(path)) === undefined
			? undefined
			: tryDocuments(await system.files.readText(path));
	const pod = podShape.safeParse(loaded && 'documents' in loaded ? loaded.documents[0] : undefined);
	const image = pod.data?.spec.containers.find(({name}) => name === 'etcd')?.image;
	if (image === undefined) {
		throw new InstallError('SEED_DATA_MISSING', {path, why: 'it has no container named etcd'});
	}
	return image;
};

const firstPauseMs = 1000;
const longestPauseMs = 30_000;

/** @throws InstallError RECERT_IMAGE_MISSING */
const fetchImage = async (image: string, endMs: number, context: StepContext): Promise<void> => {
	const {system, signal, log} = context;
	const environment = await proxyEnvironment(system);
	for (let attempt = 1; ; attempt += 1) {
		const leftMs = endMs - system.clock.monotonicMs();
		try {
			await pullImage(
				system,
				{
					image,
					authFile: host.pullSecret,
					temporaryDirectory: '/var/tmp',
					environment,
					timeoutMs: Math.max(1, leftMs),
				},
				signal,
			);
			return;
		} catch (error) {
			if (signal.aborted) {
				throw error;
			}
			const why = lastLineOf(error instanceof Error ? (error.cause ?? error) : error);
			log(`Attempt ${attempt} to pull ${image}: ${why}`);
			const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
			if (isPermanent(error) || system.clock.monotonicMs() + pauseMs > endMs) {
				throw new InstallError('RECERT_IMAGE_MISSING', {image, why}, {cause: error});
			}
			await system.clock.sleep(pauseMs, signal);
		}
	}
};

/** In the environment and never among the arguments: a proxy may have a password. */
const proxyEnvironment = async (system: System): Promise<Readonly<Record<string, string>>> => {
	const site = await readSite(system);
	if (site.proxy === undefined) {
		return {};
	}
	return proxyVariables(site.proxy, completeNoProxy(site, await readSeedNetworks(system)));
};

const proxyVariables = (
	{httpProxy, httpsProxy}: NonNullable<SeedReconfiguration['proxy']>,
	noProxy: string,
): Readonly<Record<string, string>> => {
	const values = {
		HTTP_PROXY: httpProxy?.reveal() ?? '',
		HTTPS_PROXY: httpsProxy?.reveal() ?? '',
		NO_PROXY: noProxy,
	};
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => [
			[name, value],
			[name.toLowerCase(), value],
		]),
	);
};
