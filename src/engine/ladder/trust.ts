/** The authorities that skopeo and podman trust for a registry: those of the host, and containers-certs.d(5). */
import type {System} from '../../system/types.ts';
import type {Environment} from './proxy.ts';

export const trustedFiles = async (
	system: System,
	registry: string,
	environment: Environment,
): Promise<readonly string[]> => {
	const bundles = await Promise.all(systemBundles.map((path) => pathIfThere(system, path)));
	const [bundle] = bundles.filter((path) => path !== undefined);
	const home = environment['HOME'] ?? '/root';
	const directories = [
		`${home}/.config/containers/certs.d/${registry}`,
		`/etc/containers/certs.d/${registry}`,
		`/etc/docker/certs.d/${registry}`,
	];
	const own = await Promise.all(directories.map((path) => certificatesIn(system, path)));
	return [...(bundle === undefined ? [] : [bundle]), ...own.flat()];
};

/** Go, crypto/x509 root_linux.go: the first that is there. */
const systemBundles: readonly string[] = [
	'/etc/ssl/certs/ca-certificates.crt',
	'/etc/pki/tls/certs/ca-bundle.crt',
	'/etc/ssl/ca-bundle.pem',
	'/etc/pki/tls/cacert.pem',
	'/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
	'/etc/ssl/cert.pem',
];

const certificatesIn = async (system: System, directory: string): Promise<readonly string[]> => {
	const names = await system.files.list(directory);
	return names.filter((name) => name.endsWith('.crt')).map((name) => `${directory}/${name}`);
};

const pathIfThere = async (system: System, path: string): Promise<string | undefined> =>
	(await system.files.stat(path)) === undefined ? undefined : path;
