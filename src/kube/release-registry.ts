/**
 * Where the cluster-version operator of a deployed seed must take its images from, by the rules of lifecycle-agent:
 * mirrors that the site set up stand before a registry that is written into the operator's Deployment. Pure.
 */
import {isDeepStrictEqual} from 'node:util';
import {z} from 'zod';
import type {JsonObject} from './json.ts';

export type RegistryQuestion = {
	readonly seedRegistry: string;
	/** What the site asks for; empty when it asks for nothing. */
	readonly siteRegistry: string;
	readonly hadSeedMirrors: boolean;
	/** Registries for which the cluster has mirrors now. */
	readonly mirrored: readonly string[];
};

/** Whether the registry of the seed is written into the operator in place of the one that it was released with. */
export const mustOverride = ({
	seedRegistry,
	hadSeedMirrors,
	mirrored,
}: RegistryQuestion): boolean =>
	mirrored.length === 0 ? hadSeedMirrors : !mirrored.includes(seedRegistry);

/** Why nothing is to be done; undefined when something is. */
export const reasonToLeave = (question: RegistryQuestion): string | undefined => {
	const {seedRegistry, siteRegistry} = question;
	if (seedRegistry === '' || siteRegistry === '') {
		return 'the site names no release registry';
	}
	if (seedRegistry === siteRegistry) {
		return `the seed has its release from ${siteRegistry} already`;
	}
	return mustOverride(question) ? undefined : 'the mirrors of the cluster lead to the release';
};

const mirrorShape = z.looseObject({
	spec: z.looseObject({
		/** ImageContentSourcePolicy. */
		repositoryDigestMirrors: z.array(z.looseObject({source: z.string()})).nullish(),
		/** ImageDigestMirrorSet. */
		imageDigestMirrors: z.array(z.looseObject({source: z.string()})).nullish(),
	}),
});

/** The registries of the sources that policies and mirror sets name. */
export const mirroredRegistries = (objects: readonly JsonObject[]): readonly string[] => [
	...new Set(
		objects.flatMap((object) => {
			const spec = mirrorShape.safeParse(object).data?.spec;
			const sources = [
				...(spec?.repositoryDigestMirrors ?? []),
				...(spec?.imageDigestMirrors ?? []),
			];
			return sources.map(({source}) => source.split('/')[0] ?? source);
		}),
	),
];

const deploymentShape = z.looseObject({
	spec: z.looseObject({
		template: z.looseObject({
			spec: z.looseObject({
				containers: z
					.array(
						z.looseObject({
							name: z.string(),
							image: z.string(),
							args: z.array(z.string()).nullish(),
						}),
					)
					.min(1),
			}),
		}),
	}),
});

const releaseArgument = '--release-image=';

/** The strategic merge patch of the operator's Deployment; undefined when it stands already. */
export const registryPatch = (
	deployment: JsonObject,
	from: string,
	to: string,
): JsonObject | undefined => {
	const [container] =
		deploymentShape.safeParse(deployment).data?.spec.template.spec.containers ?? [];
	if (container === undefined) {
		return undefined;
	}
	const {name, image, args} = container;
	const newImage = moved(image, from, to);
	const newArgs = args?.map((argument) =>
		argument.startsWith(releaseArgument)
			? releaseArgument + moved(argument.slice(releaseArgument.length), from, to)
			: argument,
	);
	if (isDeepStrictEqual([newImage, newArgs], [image, args ?? undefined])) {
		return undefined;
	}
	const containers = [{name, image: newImage, ...(newArgs && {args: newArgs})}];
	return {spec: {template: {spec: {containers}}}};
};

/** Up to a slash: `quay.io` is not the registry of `quay.io.example.com/release`. */
const moved = (image: string, from: string, to: string): string =>
	image.startsWith(`${from}/`) ? to + image.slice(from.length) : image;
