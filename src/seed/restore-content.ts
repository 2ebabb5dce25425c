/**
 * What the small files of a seed image say, as an install needs it. Formats: `rpm-ostree status --json`, a
 * MachineConfig, the seed's own manifest.json and etc.deletions.
 */
import {posix} from 'node:path';
import {z} from 'zod';
import {InstallError} from '../errors.ts';

export type BootedDeployment = {readonly commit: string; readonly serial: string};

const statusShape = z.object({
	deployments: z.array(z.object({id: z.string(), booted: z.boolean().default(false)})),
});

/** The id is `<stateroot>-<commit>.<serial>`, and a stateroot may have dashes too. */
export const bootedDeployment = (rpmOstreeJson: string): BootedDeployment => {
	const member = 'rpm-ostree.json';
	const {deployments} = parse(member, rpmOstreeJson, statusShape);
	const booted = deployments.find((deployment) => deployment.booted);
	const found = /-([0-9a-f]{64})\.(\d+)$/.exec(booted?.id ?? '');
	if (found === null) {
		throw new InstallError('SEED_INCOMPLETE', {member, why: 'it names no booted deployment'});
	}
	const [, commit = '', serial = ''] = found;
	return {commit, serial};
};

const machineConfigShape = z.object({
	spec: z.object({
		kernelArguments: z.array(z.string()).nullish(),
		fips: z.boolean().nullish(),
	}),
});

/** Of the installation config, beside those of the seed. */
export type CarriedArguments = {
	readonly append: readonly string[];
	readonly delete: readonly string[];
};

/** The kernel arguments of the deployment, in order; nothing of the base image's own boot entry is among them. */
export const kernelArgumentsOf = (
	machineConfigJson: string,
	carried: CarriedArguments,
): readonly string[] => {
	const {spec} = parse('mco-currentconfig.json', machineConfigJson, machineConfigShape);
	return [
		...(spec.kernelArguments ?? []),
		...(spec.fips ? ['fips=1', 'boot=LABEL=boot'] : []),
		...carried.append,
	].filter((argument) => !carried.delete.includes(argument));
};

const manifestShape = z.object({
	seed_cluster_ocp_version: z.string(),
	release_registry: z.string().default(''),
	mirror_registry_configured: z.boolean().default(false),
});

export type SeedManifest = {
	readonly version: string;
	readonly releaseRegistry: string;
	readonly isMirrorConfigured: boolean;
};

export const seedManifest = (manifestJson: string): SeedManifest => {
	const manifest = parse('manifest.json', manifestJson, manifestShape);
	return {
		version: manifest.seed_cluster_ocp_version,
		releaseRegistry: manifest.release_registry,
		isMirrorConfigured: manifest.mirror_registry_configured,
	};
};

/** Paths below the deployment, without the leading slash. @throws InstallError DELETION_REFUSED */
export const deletionsOf = (etcDeletions: string): readonly string[] =>
	etcDeletions
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => {
			const path = posix.normalize(line);
			if (!path.startsWith('/etc/') || path === '/etc/' || line.split('/').includes('..')) {
				throw new InstallError('DELETION_REFUSED', {line});
			}
			return path.slice(1).replace(/\/$/, '');
		});

/**
 * The origin file of the booted deployment. The seed's writer names it after the first deployment and splits
 * its id at another dash than the reader, so the exact name may be missing while the right file is there.
 */
export const originOf = (
	names: readonly string[],
	{commit, serial}: BootedDeployment,
): string | undefined => {
	const origins = names.filter((name) => /^ostree-.*\.origin$/.test(name));
	const exact = origins.find((name) => name === `ostree-${commit}.${serial}.origin`);
	const sameCommit = origins.find((name) => name.startsWith(`ostree-${commit}.`));
	return exact ?? sameCommit ?? (origins.length === 1 ? origins[0] : undefined);
};

const parse = <Shape extends z.ZodType>(
	member: string,
	text: string,
	shape: Shape,
): z.output<Shape> => {
	try {
		return shape.parse(JSON.parse(text));
	} catch (cause) {
		const why = cause instanceof z.ZodError ? z.prettifyError(cause) : 'it is not JSON';
		throw new InstallError('SEED_INCOMPLETE', {member, why}, {cause});
	}
};
