/** Every bad configuration is refused before anything is changed, and says why, what is needed and what to do. */
import {expect, test} from 'vitest';
import {type Finding, isBlocking} from '../../../../src/engine/check.ts';
import {badDocuments} from '../../../fixtures/sites/bad-documents.ts';
import {badForHost} from '../../../fixtures/sites/bad-for-host.ts';
import type {BadSite} from '../../../fixtures/sites/changes.ts';
import {type Examined, examine} from '../../../fixtures/sites/examine.ts';

const textOf = ({id, verdict}: Finding): string => {
	if (verdict.kind === 'failed') {
		const {found, needed, remedy} = verdict;
		return `${id}: ${found}\n    needed: ${needed}\n    ${remedy}`;
	}
	return `${id}: ${verdict.kind === 'unknown' ? verdict.reason : 'passed'}`;
};

const linesOf = (examined: Examined): readonly string[] =>
	examined.refusedBy === 'doctor'
		? examined.faults
		: examined.findings.filter(isBlocking).map(textOf);

const all = [...badDocuments, ...badForHost];

/** Once for all tests: some make keys. */
const told = new Map(
	await Promise.all(
		all.map(async ([what, over, change]) => [what, await examine(over, change)] as const),
	),
);

const examinedOf = (what: string): Examined =>
	told.get(what) ?? {refusedBy: 'nobody', findings: []};

/** As a page that a person can check. */
const pageOf = (sites: readonly BadSite[]): string => {
	const sections = sites.map(([what]) =>
		[what, ...linesOf(examinedOf(what)).map((line) => `  ${line}`)].join('\n'),
	);
	return `\n${sections.join('\n')}\n`;
};

test('there is one for each rule, and more than forty', () => {
	expect(all.length).toBeGreaterThanOrEqual(40);
	expect(badForHost.length).toBeGreaterThanOrEqual(40);
	expect(new Set(all.map(([what]) => what)).size).toBe(all.length);
});

test.each(badDocuments)('the doctor refuses %s', (what) => {
	expect(examinedOf(what).refusedBy).toBe('doctor');
});

test.each(badForHost)('the checks refuse %s', (what) => {
	expect(examinedOf(what).refusedBy).toBe('checks');
});

test('what the doctor says', () => {
	expect(pageOf(badDocuments)).toMatchInlineSnapshot(`
		"
		no JSON
		  cluster-configuration/manifest.json:1: it is neither YAML nor JSON: unexpected end of the stream within a flow collection
		another api_version
		  cluster-configuration/manifest.json:2:api_version: needed 1, the only version there is
		a key that is nearly right
		  cluster-configuration/manifest.json:36:machine_netwoks: it is no known key; did you mean machine_networks?
		no base domain
		  cluster-configuration/manifest.json:1:base_domain: is required
		a cluster name in capitals
		  cluster-configuration/manifest.json:4:cluster_name: needed the name of a cluster
		a domain that is too long
		  cluster-configuration/manifest.json:3:base_domain: needed a domain
		  cluster-configuration/manifest.json:4:cluster_name: with base_domain it has 315 characters, needed at most 253
		a cluster id that is none
		  cluster-configuration/manifest.json:5:cluster_id: needed a UUID
		an infra id with a colon
		  cluster-configuration/manifest.json:6:infra_id: needed 1 to 27 letters, digits and hyphens
		localhost
		  cluster-configuration/manifest.json:7:hostname: localhost is refused by the first boot
		localhost.localdomain
		  cluster-configuration/manifest.json:7:hostname: the first boot refuses a name that begins with localhost
		a host name with an underscore
		  cluster-configuration/manifest.json:7:hostname: it is no name that a host can have
		no pull secret
		  cluster-configuration/manifest.json:1:pull_secret: is required
		a pull secret without auths
		  cluster-configuration/manifest.json:8:pull_secret: needed a JSON text with auths, each entry with an auth (user:password in base64) or a credsStore
		a private SSH key
		  cluster-configuration/manifest.json:35:ssh_key: needed SSH public keys, one a line, as "ssh-ed25519 AAAA… comment"
		a password instead of its hash
		  cluster-configuration/manifest.json:9:kubeadmin_password_hash: it is no bcrypt hash
		a release registry with a scheme
		  cluster-configuration/manifest.json:36:release_registry: it begins with a scheme, needed is the host alone
		a label that is none
		  cluster-configuration/manifest.json:37:node_labels.site one: found what is no key of a label; needed [domain/]name
		a host key with a path
		  cluster-configuration/manifest.json:38:server_ssh_keys[0].file_name: it is no name of a host key
		no machine network
		  cluster-configuration/manifest.json:1:machine_networks: is required: the first boot fails without it
		a machine network without a prefix
		  cluster-configuration/manifest.json:11:machine_networks[0]: needed a network as 192.0.2.0/24
		an address as machine network
		  cluster-configuration/manifest.json:11:machine_networks[0]: it is an address in a network
		two machine networks of one family
		  cluster-configuration/manifest.json:10:machine_networks: two networks of one family; a node has one address in each family
		an address outside of the machine network
		  cluster-configuration/manifest.json:37:node_ips[0]: it does not lie in the machine network 192.0.2.0/24
		nmstate that is no YAML
		  cluster-configuration/manifest.json:36:raw_nm_state_config: it is neither YAML nor JSON: deficient indentation in line 2
		nmstate with a prefix in the address
		  cluster-configuration/manifest.json:36:raw_nm_state_config: in its interfaces[0].ipv4.address[0].ip: needed an IPv4 address without a prefix
		a proxy that is no URL
		  cluster-configuration/manifest.json:15:proxy.httpProxy: needed a URL as http://proxy.example.com:3128
		a trust bundle that is none
		  cluster-configuration/manifest.json:15:additionalTrustBundle.userCaBundle: needed certificates in PEM, each from its BEGIN to its END
		a config map for the proxy without certificates
		  cluster-configuration/manifest.json:14:additionalTrustBundle: needed both of proxyConfigmapName and proxyConfigmapBundle, or none
		a damaged private key
		  cluster-configuration/manifest.json:31:KubeconfigCryptoRetention.IngresssCrypto.ingress_ca: the private key in it is damaged
		a short private key
		  cluster-configuration/manifest.json:31:KubeconfigCryptoRetention.IngresssCrypto.ingress_ca: it is an RSA key of 1024 bits, needed 2048 or more
		one key for two authorities
		  cluster-configuration/manifest.json:31:KubeconfigCryptoRetention.IngresssCrypto.ingress_ca: it is the same key as localhost_signer_private_key
		two certificates for administrators
		  cluster-configuration/manifest.json:27:KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate: needed exactly one certificate in PEM
		a certificate of nobody but one administrator
		  cluster-configuration/manifest.json:27:KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate: it is no certificate of an authority
		the certificate of a key that is brought
		  cluster-configuration/manifest.json:27:KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate: it belongs to loadbalancer_external_signer_private_key, so it is not the authority of administrators
		a certificate for administrators that ended
		  cluster-configuration/manifest.json:27:KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate: it expired on 2025-01-02
		an ingress name of another kind
		  cluster-configuration/manifest.json:32:KubeconfigCryptoRetention.IngresssCrypto.ingress_certificate_cn: it is no name of an ingress signer
		an object without a kind
		  extra-manifests/one.yaml:1:kind: is required in an object of the cluster
		one object twice
		  extra-manifests/two.yaml:1: ConfigMap one is there twice, first in extra-manifests/one.yaml line 1
		a keyfile without a connection
		  network-configuration/system-connections/eno1.nmconnection: the group [connection] is missing
		"
	`);
});

test('what the checks say', () => {
	expect(pageOf(badForHost)).toMatchInlineSnapshot(`
		"
		no proxy, as the seed has one
		  site-proxy: no proxy, but the seed was installed with one
		    needed: a proxy: the seed cannot be deployed without
		    Give proxy in the configuration of the site, or install from a seed without a proxy.
		a proxy, as the seed has none
		  site-proxy: a proxy, but the seed was installed without one
		    needed: no proxy, as the seed
		    Remove proxy from the configuration of the site, or install from a seed with a proxy.
		a proxy without a URL
		  site-proxy-form: a proxy with neither httpProxy nor httpsProxy
		    needed: one of the two, or no proxy
		    Correct proxy in the configuration of the site, and bring it again.
		a proxy with a bar
		  site-proxy-form: httpProxy holds a |, which recert takes for the end of the value
		    needed: a value without |
		    Correct proxy.httpProxy in the configuration of the site, and bring it again. In a password write %7C.
		FIPS mode in the seed alone
		  site-fips: this host runs with FIPS mode off
		    needed: FIPS mode on, as in the seed
		    Install this host again from its seed, which brings fips=1 among the kernel arguments.
		FIPS mode on the host alone
		  site-fips: this host runs with FIPS mode on
		    needed: FIPS mode off, as in the seed
		    Install this host from a seed with FIPS mode, or remove fips=1 from its kernel arguments.
		a trust bundle that the seed has not
		  site-trust-bundle-seed: userCaBundle, but the seed has no user CA bundle
		    needed: a seed with a user CA bundle: recert can change one, not make one
		    Leave additionalTrustBundle out, or install from a seed that was made with a trust bundle.
		another config map for the proxy
		  site-proxy-ca: proxyConfigmapName site-proxy-ca, but the seed has user-ca-bundle
		    needed: the name of the config map that the seed has: recert can change one, not make one
		    Correct additionalTrustBundle.proxyConfigmapName in the configuration of the site, and bring it again.
		a password without the secret
		  site-kubeadmin: a password for kubeadmin, but the seed has no kubeadmin secret
		    needed: a seed with that secret: recert can change it, not make it
		    Leave kubeadmin_password_hash out, or install from a seed that still has kubeadmin.
		a seed without a recert image
		  site-image-recert: the seed names no recert image
		    needed: the image of recert
		    Have the seed image made again by a tool that records recert_image_pull_spec.
		a seed without its ingress name
		  site-ingress-name: the seed does not name its ingress authority
		    needed: the name that recert looks for
		    Have the seed image made again by a tool that records ingress_certificate_cn.
		a seed without its addresses
		  site-node-ips-seed: the seed does not name the addresses of its node
		    needed: node_ips in the seed: recert replaces them
		    Have the seed image made again.
		a seed of another release
		  site-release: this system is of OpenShift 4.18, the seed data of 4.19.1
		    needed: a system and data of the same release
		    Install this host again from one seed image.
		a seed of another format
		  site-seed-format: format 5
		    needed: format 4
		    Install this host from a seed image of format 4, or use a console that reads this one.
		half a pair of host keys
		  site-host-keys: ssh_host_rsa_key without its other half
		    needed: each private key with its public key
		    Correct server_ssh_keys in the configuration of the site, and bring it again.
		the install-config of another cluster
		  site-install-config: install_config is that of site-2.example.com
		    needed: the install-config of this very cluster
		    Correct install_config in the configuration of the site, and bring it again.
		no host name, on a host without one
		  site-hostname: none is given, and this host calls itself localhost.localdomain: every host has that name
		    needed: a host name of lower-case letters, digits and hyphens, 63 characters at the most
		    Give hostname in the configuration of the site, or let DHCP give a name.
		an IPv6 site on an IPv4 seed
		  site-networks-seed: 2001:db8:1::/64 where the seed has 198.51.100.0/24
		    needed: networks of the families of the seed, in its order
		    Correct machine_networks in the configuration of the site, and bring it again. Or install from a seed of that family.
		  site-node-ips-seed: 2001:db8:1::10 where the seed has 198.51.100.10
		    needed: addresses of the families of the seed, in its order
		    Correct the addresses of the node in the configuration of the site, and bring it again. Or install from a seed of that family.
		a dual-stack site on an IPv4 seed
		  site-networks-seed: 2 machine networks, but the seed has 1
		    needed: as many as the seed has
		    Correct machine_networks in the configuration of the site, and bring it again. A single-stack seed stays single-stack.
		  site-node-ips-seed: 2 node addresses, but the seed has 1
		    needed: as many as the seed has
		    Correct node_ips, or the addresses of the network in the configuration of the site, and bring it again. A single-stack seed stays single-stack.
		IPv6 first on a seed with IPv4 first
		  site-networks-seed: 2001:db8:1::/64 where the seed has 198.51.100.0/24
		    needed: networks of the families of the seed, in its order
		    Correct machine_networks in the configuration of the site, and bring it again. Or install from a seed of that family.
		  site-node-ips-seed: 2001:db8:1::10 where the seed has 198.51.100.10
		    needed: addresses of the families of the seed, in its order
		    Correct the addresses of the node in the configuration of the site, and bring it again. Or install from a seed of that family.
		one machine network for two addresses
		  site-networks-seed: 1 machine network, but the seed has 2
		    needed: as many as the seed has
		    Correct machine_networks in the configuration of the site, and bring it again. A single-stack seed stays single-stack.
		  site-node-ips-seed: 1 node address, but the seed has 2
		    needed: as many as the seed has
		    Correct node_ips, or the addresses of the network in the configuration of the site, and bring it again. A single-stack seed stays single-stack.
		a machine network among those of services
		  site-overlap: 192.0.2.0/24 overlaps 192.0.0.0/16, the network of the services of the seed
		    needed: a machine network outside of the networks of the cluster
		    Use another machine network, or a seed with other networks.
		a machine network among those of pods
		  site-overlap: 192.0.2.0/24 overlaps 192.0.2.128/25, the network of the pods of the seed
		    needed: a machine network outside of the networks of the cluster
		    Use another machine network, or a seed with other networks.
		an address of DHCP outside of the machine network
		  site-node-ips: no address of this host is in 192.0.2.0/24
		    needed: an address of the node in each machine network
		    Correct machine_networks or the address, or see to DHCP, and look at this host again.
		a static address outside of the machine network
		  site-node-ips: no address of this host is in 192.0.2.0/24
		    needed: an address of the node in each machine network
		    Correct machine_networks or the address, or see to DHCP, and look at this host again.
		an address that no card gets
		  site-node-ips: node_ips names 192.0.2.99, which no interface of the site gets
		    needed: an address that this host has
		    Correct node_ips, or the addresses of the network in the configuration of the site, and bring it again.
		a card that is not there
		  site-interfaces: ens3f0 is not there; this host has eno1 (52:54:00:00:00:01), eno2 (52:54:00:00:00:02)
		    needed: interfaces that this host has, by name or by MAC address
		    Correct raw_nm_state_config or the keyfiles in the configuration of the site, and bring it again. Or name the card by its MAC address (identifier: mac-address).
		a MAC address that is not there
		  site-interfaces: eno1 (52:54:00:aa:bb:cc) is not there; this host has eno1 (52:54:00:00:00:01), eno2 (52:54:00:00:00:02)
		    needed: interfaces that this host has, by name or by MAC address
		    Correct raw_nm_state_config or the keyfiles in the configuration of the site, and bring it again. Or name the card by its MAC address (identifier: mac-address).
		a VLAN on a card that is not there
		  site-interfaces: eno9 is not there; this host has eno1 (52:54:00:00:00:01), eno2 (52:54:00:00:00:02)
		    needed: interfaces that this host has, by name or by MAC address
		    Correct raw_nm_state_config or the keyfiles in the configuration of the site, and bring it again. Or name the card by its MAC address (identifier: mac-address).
		an address without a prefix in a keyfile
		  site-network-form: network-configuration/system-connections/eno1.nmconnection: [ipv4] 192.0.2.20 is no address with a prefix, as 192.0.2.10/24
		    needed: a network configuration that nmstate or NetworkManager can read
		    Correct raw_nm_state_config or the keyfiles in the configuration of the site, and bring it again.
		no link
		  site-link: no link on eno1
		    needed: a link on a card of the site
		    Plug in the cable, check the port of the switch, and look at this host again.
		no gateway
		  site-gateway: addresses are given, but no gateway
		    needed: a default route: the cluster finds its card by it
		    Correct raw_nm_state_config or the keyfiles in the configuration of the site, and bring it again.
		a gateway in another network
		  site-gateway: the gateway 198.51.100.1 is not in 192.0.2.20/24
		    needed: a gateway in the network of an address of this host
		    Correct the gateway, the address or its prefix in the configuration of the site, and bring it again.
		no default route from DHCP
		  site-gateway: there is no default route
		    needed: a default route: the cluster finds its card by it
		    Let DHCP give a gateway (option 3), or give one with the addresses, and look at this host again.
		a gateway that nobody is
		  site-gateway-answers: nobody answers for the gateway 192.0.2.1 on eno1
		    needed: a gateway that is there
		    Check its address, the cable and the VLAN of the switch port, and look at this host again.
		an address that another host has
		  site-duplicate-address: another host has the same address: 192.0.2.20 on eno1: 52:54:00:99:99:99
		    needed: an address that nobody else has
		    Give one of the two hosts another address, and look at this host again.
		api of another host
		  site-dns-api: api.site-1.example.com is 192.0.2.77, which is not this host
		    needed: a record with 192.0.2.10
		    Have the record corrected, or correct cluster_name and base_domain, and look at this host again.
		api-int of another host
		  site-dns-api-int: api-int.site-1.example.com is 192.0.2.77, which is not this host
		    needed: a record with 192.0.2.10
		    Have the record corrected, or correct cluster_name and base_domain, and look at this host again.
		apps of another host
		  site-dns-apps: ibi-07070707.apps.site-1.example.com is 192.0.2.77, which is not this host
		    needed: a record with 192.0.2.10
		    Have the record corrected, or correct cluster_name and base_domain, and look at this host again.
		a clock behind the seed
		  site-clock: this host says 2026-03-02T12:00:00.000Z
		    needed: a time after 2026-03-09T00:00:00.000Z, when the seed was made
		    Set the clock (chronyc makestep, or the firmware), and look at this host again.
		a clock behind its certificates
		  site-admin-ca-dates: admin_ca_certificate begins at 2026-06-01T00:00:00.000Z, and this host says 2026-03-02T12:00:00.000Z
		    needed: a clock that is not behind the certificates
		    Set the clock of this host (chronyc makestep, or the firmware).
		a clock two minutes off its time server
		  site-ntp: -120.4 s off 192.0.2.123
		    needed: less than 5 s
		    Set the clock (chronyc makestep, or the firmware), and look at this host again.
		no image of recert
		  site-image-recert: registry.example.com:5000/recert@sha256:5555555555555555555555555555555555555555555555555555555555555555 is not on this host, and its registry does not have it
		    needed: the image on this host, or a registry that gives it
		    Check network, name server, pull secret and trust of that registry, and look at this host again.
		an image of etcd behind another password
		  site-image-etcd: registry.example.com:5000/etcd@sha256:5555555555555555555555555555555555555555555555555555555555555555 is not on this host, and its registry refuses the pull secret
		    needed: the image on this host, or a registry that gives it
		    Check network, name server, pull secret and trust of that registry, and look at this host again.
		an image for the address that cannot be reached
		  site-image-node-ip: registry.example.com:5000/node-ip@sha256:5555555555555555555555555555555555555555555555555555555555555555 is not on this host, and its registry cannot be reached
		    needed: the image on this host, or a registry that gives it
		    Check network, name server, pull secret and trust of that registry, and look at this host again.
		an object of a kind that the seed does not know
		  site-manifest-kinds: the seed does not know example.org/v1/Robot (extra-manifests/one.yaml)
		    needed: kinds of the seed, or of a CustomResourceDefinition beside them
		    Correct these files in the configuration of the site, and bring it again. Or add the definition, or use a seed with that operator.
		an object that is neither replaced nor merged
		  site-manifests: extra-manifests/one.yaml: lca.openshift.io/apply-type must be replace or merge
		    needed: objects with apiVersion, kind and metadata.name, that are to be replaced or merged
		    Correct these files in the configuration of the site, and bring it again.
		no room for the snapshot
		  site-snapshot-room: 500 MB free
		    needed: 1.2 GB for the snapshot that a failed recert is undone with
		    Remove what is not needed below /var, and look at this host again.
		"
	`);
});

test('no refusal shows a secret', () => {
	const page = `${pageOf(badDocuments)}${pageOf(badForHost)}`;
	expect(page).not.toMatch(/planted|PRIVATE KEY/);
});
