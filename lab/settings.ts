/** Where the lab keeps things, and the names that its artifacts carry. Decided once, from the environment. */
import {join} from 'node:path';

export type LabSettings = {
	readonly cacheDirectory: string;
	/** `host:port`; part of every image name, so another port means other artifacts. */
	readonly registry: string;
	readonly registryPort: number;
	readonly registryUser: string;
	readonly registryPassword: string;
	/** Version of the cluster that the seed pretends to come from. */
	readonly seedVersion: string;
	readonly baseVersion: string;
	/** `auto`, `stand-in`, or the path of a binary. */
	readonly coreosInstaller: string;
};

export type LabEnvironment = Readonly<Record<string, string | undefined>>;

const defaultRegistryPort = 5443;

export const labSettings = (environment: LabEnvironment): LabSettings => {
	const registryPort = portFrom(environment['IBI_LAB_REGISTRY_PORT']);
	return {
		cacheDirectory: join(cacheHome(environment), 'ibi-console-lab'),
		registry: `127.0.0.1:${registryPort}`,
		registryPort,
		registryUser: 'lab',
		registryPassword: 'lab-password-3f9c',
		seedVersion: '4.18.9-lab.1',
		baseVersion: '418.94.202501010000-0',
		coreosInstaller: environment['IBI_LAB_COREOS_INSTALLER'] || 'auto',
	};
};

export const seedImageName = ({registry, seedVersion}: LabSettings): string =>
	`${registry}/seeds/sno:${seedVersion}`;

const cacheHome = (environment: LabEnvironment): string =>
	environment['XDG_CACHE_HOME'] || join(environment['HOME'] || '/root', '.cache');

const portFrom = (text: string | undefined): number => {
	if (text === undefined || text === '') {
		return defaultRegistryPort;
	}
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Error(`IBI_LAB_REGISTRY_PORT must be a port number, not ${JSON.stringify(text)}`);
	}
	return port;
};
