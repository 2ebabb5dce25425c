/** An installed host in files and in what its programs say. */
import type {Command} from '../../../src/system/types.ts';
import type {Answer} from '../steps/scripted-system.ts';

export const etcd = `registry.example.com:5000/etcd@sha256:${'e'.repeat(64)}`;
export const nodeIp = `registry.example.com:5000/node-ip@sha256:${'a'.repeat(64)}`;

export const hostFiles: Readonly<Record<string, string>> = {
	'/etc/os-release': 'ID="rhcos"\nOPENSHIFT_VERSION="4.18"\n',
	'/proc/sys/crypto/fips_enabled': '1\n',
	'/proc/sys/kernel/hostname': 'node-1\n',
	'/proc/cmdline': 'quiet\n',
	'/etc/resolv.conf': 'nameserver 192.0.2.10\nnameserver 192.0.2.53\n',
	'/run/NetworkManager/resolv.conf': 'nameserver 127.0.0.1\nnameserver 192.0.2.54\n',
	'/var/seed_data/manifest.json': '{"seed_cluster_ocp_version":"4.18.9"}',
	'/var/seed_data/ibi-console.json': '{"kinds":["v1/ConfigMap"],"hasKubeadminSecret":true}',
	'/var/lib/ibi-console/result.json': '{}',
	'/etc/kubernetes/manifests/etcd-pod.yaml': `spec: {containers: [{name: etcd, image: '${etcd}'}]}`,
	'/etc/systemd/system/nodeip-configuration.service': `ExecStart=/usr/bin/podman run \\\n  ${nodeIp} \\\n  node-ip\n`,
};

const link = [
	{
		ifname: 'eno1',
		link_type: 'ether',
		address: '52:54:00:00:00:01',
		mtu: 1500,
		operstate: 'UP',
		flags: ['UP'],
	},
];
const addresses = [
	{
		ifname: 'eno1',
		addr_info: [{family: 'inet', local: '192.0.2.10', prefixlen: 24, scope: 'global'}],
	},
];

/** What programs say there; the image of recert is missing everywhere. */
export const answers = (command: Command): Answer | undefined => {
	const {program, args} = command;
	switch (program) {
		case 'df':
			return {stdout: 'Avail\n40000000000\n'};
		case 'du':
			return {stdout: '1\t/etc/kubernetes\n900000\ttotal\n'};
		case 'stat':
			return {stdout: '1772452800\n'};
		case 'podman':
			return args.includes('exists')
				? {exitCode: args.includes(etcd) ? 0 : 1}
				: {stdout: '[{"Names":null,"RepoDigests":["quay.io/x/ocp-release@sha256:1"]}]'};
		case 'skopeo':
			return {exitCode: 1, stderr: 'reading manifest v0: manifest unknown'};
		case 'dig':
			return {stdout: ';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n'};
		case 'ip':
			return {
				stdout: JSON.stringify(
					args.includes('link')
						? link
						: args.includes('dadfailed')
							? []
							: args.includes('address')
								? addresses
								: [],
				),
			};
		default:
			return undefined;
	}
};
