/**
 * The rules of the first boot for a configuration ISO, written down once more from their description and not from
 * our code: what lifecycle-agent's post-pivot would refuse, in the order in which it looks.
 */
import {z} from 'zod';
import type {Tree} from './xorriso.ts';

export type SeedAtFirstBoot = {readonly hasProxy: boolean; readonly nodeIps: readonly string[]};

const pem = (what: string) => z.string().regex(new RegExp(`^-----BEGIN ${what}-----\n`));

const reconfiguration = z.looseObject({
	api_version: z.literal(1),
	base_domain: z.string().min(1),
	cluster_name: z.string().min(1),
	cluster_id: z.uuid(),
	infra_id: z.string().min(1).max(27),
	hostname: z
		.string()
		.refine((name) => name !== 'localhost')
		.optional(),
	pull_secret: z.string().min(1),
	kubeadmin_password_hash: z.string().regex(/^\$2[aby]\$10\$.{53}$/),
	machine_networks: z.array(z.string()),
	machine_network: z.string(),
	proxy: z
		.object({
			httpProxy: z.string().optional(),
			httpsProxy: z.string().optional(),
			noProxy: z.string(),
		})
		.optional(),
	additionalTrustBundle: z.strictObject({
		userCaBundle: z.string(),
		proxyConfigmapName: z.string(),
		proxyConfigmapBundle: z.string(),
	}),
	KubeconfigCryptoRetention: z.strictObject({
		KubeAPICrypto: z.strictObject({
			ServingCrypto: z.strictObject({
				localhost_signer_private_key: pem('RSA PRIVATE KEY'),
				service_network_signer_private_key: pem('RSA PRIVATE KEY'),
				loadbalancer_external_signer_private_key: pem('RSA PRIVATE KEY'),
			}),
			ClientAuthCrypto: z.strictObject({admin_ca_certificate: pem('CERTIFICATE')}),
		}),
		IngresssCrypto: z.strictObject({
			ingress_ca: pem('RSA PRIVATE KEY'),
			ingress_certificate_cn: z.string().regex(/^ingress-operator@\d+$/),
		}),
	}),
});

/** The first reason why the first boot fails; undefined when it goes through. */
export const firstBootRefusal = (tree: Tree, seed: SeedAtFirstBoot): string | undefined => {
	for (const directory of ['cluster-configuration/manifests/', 'extra-manifests/']) {
		if (!(directory in tree)) {
			return `${directory} is missing`;
		}
	}
	const read = reconfiguration.safeParse(
		JSON.parse(tree['cluster-configuration/manifest.json'] ?? 'null'),
	);
	if (!read.success) {
		return read.error.issues.map(({path, message}) => `${path.join('.')}: ${message}`).join('; ');
	}
	const {machine_networks: networks, machine_network: first, proxy} = read.data;
	const familyOf = (text = ''): number => (text.includes(':') ? 6 : 4);
	if (
		networks.map(familyOf).join() !== seed.nodeIps.map(familyOf).join() ||
		networks[0] !== first
	) {
		return 'machine networks and addresses of the seed differ';
	}
	if ((proxy !== undefined) !== seed.hasProxy) {
		return 'seedReconfig and seedClusterInfo proxy configuration mismatch';
	}
	return objectsRefusal(tree);
};

const objectsRefusal = (tree: Tree): string | undefined =>
	Object.entries(tree)
		.filter(([path]) => /^(cluster-configuration\/manifests|extra-manifests)\/[^/]+$/.test(path))
		.filter(([path]) => !/\.(json|ya?ml)$/.test(path))
		.map(([path]) => `${path} is no manifest`)[0];
