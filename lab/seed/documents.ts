/** The small documents of a format-4 seed, and the stand-in of the one program in it. */
import type {LabSettings} from '../settings.ts';
import {recertRepository} from '../stages/precache-images.ts';
import {
	seedAddress,
	seedClusterNetwork,
	seedDomain,
	seedHost,
	seedIngressName,
	seedMachineNetwork,
	seedName,
	seedServiceNetwork,
} from './cluster/names.ts';

export const seedFormatVersion = '4';

export const seedClusterInfo = ({seedVersion, registry}: LabSettings) => ({
	seed_cluster_ocp_version: seedVersion,
	base_domain: seedDomain,
	cluster_name: seedName,
	node_ips: [seedAddress],
	release_registry: registry,
	mirror_registry_configured: true,
	sno_hostname: seedHost,
	recert_image_pull_spec: `${registry}/${recertRepository}`,
	has_proxy: false,
	has_fips: false,
	additionalTrustBundle: {hasUserCaBundle: false, proxyConfigmapName: ''},
	container_storage_mountpoint_target: '/dev/disk/by-partlabel/var-lib-containers',
	ingress_certificate_cn: seedIngressName,
	machine_networks: [seedMachineNetwork],
	cluster_network_cidr: [seedClusterNetwork],
	service_network_cidr: [seedServiceNetwork],
});

/** Arguments that the lab's tree needs to boot stand beside one that must survive quoting. */
export const machineConfig = {
	apiVersion: 'machineconfiguration.openshift.io/v1',
	kind: 'MachineConfig',
	metadata: {name: 'rendered-master-5eed5eed5eed5eed5eed5eed5eed5eed'},
	spec: {
		fips: false,
		kernelArguments: [
			'root=LABEL=root',
			'rw',
			'console=tty0',
			'console=ttyS0,115200n8',
			'systemd.setenv=NOTE="a b"',
			'random.trust_cpu=on',
		],
		osImageURL: 'quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:lab',
		config: {ignition: {version: '3.4.0'}, storage: {files: [{path: '/etc/chrony.conf'}]}},
	},
};

/** What `rpm-ostree status -v --json` says on a seed with one deployment, in the fields that are read. */
export const rpmOstreeStatus = (commit: string, {seedVersion}: LabSettings) => ({
	deployments: [
		{
			booted: true,
			checksum: commit,
			'container-image-reference': originReference,
			id: `rhcos-${commit}.0`,
			osname: 'rhcos',
			pinned: false,
			serial: 0,
			staged: false,
			version: seedVersion,
		},
	],
	transaction: null,
	'cached-update': null,
});

const originReference =
	'ostree-unverified-registry:quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:lab';

export const originFile = `[origin]\ncontainer-image-reference=${originReference}\n`;

export const recertConfig = {
	etcd_endpoint: 'localhost:2379',
	force_expire: true,
	etcd_defrag: true,
	kubeadmin_password_hash: '',
	summary_file_clean: '/kubernetes/recert-seed-creation-summary.yaml',
	crypto_dirs: ['/kubelet', '/kubernetes', '/machine-config-daemon'],
	crypto_files: ['/host-etc/mcs-machine-config-content.json'],
	cluster_customization_dirs: ['/kubelet', '/kubernetes', '/machine-config-daemon'],
	cluster_customization_files: [
		'/host-etc/mcs-machine-config-content.json',
		'/host-etc/mco/proxy.env',
		'/host-etc/chrony.conf',
	],
};

export const lcaCliStandIn = `#!/bin/sh
# Stand-in for lca-cli, made by the ibi-console lab. It installs nothing and configures nothing.
echo "lca-cli: lab stand-in, called with: $*"
case "$1" in
	post-pivot) exec sleep infinity ;; # as the real one waits for its configuration
	*) exit 1 ;;
esac
`;
