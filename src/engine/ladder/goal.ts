/** From the seed image and the settings of this host to the registries that will be asked for it. */
import {InstallError} from '../../errors.ts';
import type {SeedSource} from '../../seed/info.ts';
import {askableName} from '../../seed/registry.ts';
import type {System} from '../../system/types.ts';
import type {Endpoint, LadderGoal} from './facts.ts';
import {parseRegistries, placesOf, type RegistryRule} from './mirrors.ts';
import {type Environment, proxyTo} from './proxy.ts';

/** @throws SyntaxError, InstallError where registries.conf cannot be read */
export const findGoal = async (
	system: System,
	image: string,
	environment: Environment,
): Promise<LadderGoal> => {
	const rules = await readRules(system, environment);
	const name = askableName(fullName(image));
	const endpoints = placesOf(name, rules).map(({image: place, isMirror, isInsecure}) =>
		endpointOf(place, {isMirror, isInsecure}, environment),
	);
	return {kind: 'registry', image, endpoints};
};

/** The registry in the name, where the settings that may lead elsewhere cannot be read. */
export const doubtfulGoal = (
	source: SeedSource | undefined,
	environment: Environment,
	doubt: string,
): LadderGoal => {
	if (source?.kind !== 'registry') {
		return {kind: source === undefined ? 'none' : 'file'};
	}
	const {image} = source;
	const marks = {isMirror: false, isInsecure: false};
	const endpoint = endpointOf(fullName(image), marks, hasProxyUrl(environment) ? environment : {});
	return {kind: 'registry', image, endpoints: [endpoint], doubt};
};

const hasProxyUrl = (environment: Environment): boolean => {
	const proxy = environment['HTTPS_PROXY'] ?? '';
	return URL.canParse(proxy.includes('://') ? proxy : `http://${proxy}`);
};

export const endpointOf = (
	image: string,
	marks: Pick<Endpoint, 'isMirror' | 'isInsecure'>,
	environment: Environment,
): Endpoint => {
	const registry = image.split('/')[0] ?? image;
	const [, bare = registry, port] = /^(.*?)(?::(\d+))?$/.exec(registry) ?? [];
	const address = {host: apiHosts[bare] ?? bare, port: Number(port ?? 443)};
	const proxy = proxyTo(environment, address);
	return {
		registry,
		...address,
		...marks,
		...(proxy && {proxy: `${proxy.host}:${proxy.port}`}),
	};
};

/** The name that Docker Hub has in images is not where it answers. */
const apiHosts: Readonly<Record<string, string>> = {'docker.io': 'registry-1.docker.io'};

/** A first part without dot and port is no host. */
const fullName = (image: string): string =>
	/^(localhost|[^/]*[.:][^/]*)\//.test(image) ? image : `docker.io/${image}`;

const systemFile = '/etc/containers/registries.conf';

/** containers-registries.conf(5): the file of the user replaces that of the system, drop-ins add. */
const readRules = async (
	system: System,
	environment: Environment,
): Promise<readonly RegistryRule[]> => {
	const userFile = `${environment['HOME'] ?? '/root'}/.config/containers/registries.conf`;
	const main = (await isThere(system, userFile)) ? userFile : systemFile;
	const dropIns = await system.files.list(`${main}.d`);
	const paths = [
		...((await isThere(system, main)) ? [main] : []),
		...dropIns.filter((name) => name.endsWith('.conf')).map((name) => `${main}.d/${name}`),
	];
	const rules = await Promise.all(paths.map((path) => readRule(system, path)));
	return rules.flat();
};

const readRule = async (system: System, path: string): Promise<readonly RegistryRule[]> => {
	try {
		return parseRegistries(await system.files.readText(path));
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new InstallError('FILE_UNREADABLE', {path, why}, {cause});
	}
};

const isThere = async (system: System, path: string): Promise<boolean> =>
	(await system.files.stat(path)) !== undefined;
