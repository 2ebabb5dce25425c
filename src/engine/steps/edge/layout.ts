/**
 * Where things are on a host at the edge: inputs, what the deployment writes, and what it keeps meanwhile. Most
 * paths are interfaces: to the seed, to the cluster, and to the tools that this console replaces.
 */
import {siteRoot} from '../../site/site.ts';

/** What an install left of itself; a deployment keeps its own below it. */
export const edgeStateDirectory = '/var/lib/ibi-console';

export const site = {
	manifest: `${siteRoot}/cluster-configuration/manifest.json`,
	manifests: `${siteRoot}/cluster-configuration/manifests`,
	keyfiles: `${siteRoot}/network-configuration/system-connections`,
	nmstate: `${siteRoot}/nmstate.yaml`,
	recertConfig: `${siteRoot}/recert_config.json`,
	recertProbe: `${siteRoot}/recert_probe`,
} as const;

export const seedDirectory = '/var/seed_data';
export const seedManifest = `${seedDirectory}/manifest.json`;

export const host = {
	pullSecret: '/var/lib/kubelet/config.json',
	keyfiles: '/etc/NetworkManager/system-connections',
	nodeIpHint: '/etc/default/nodeip-configuration',
	/** Written by nodeip-configuration.service when it knows the address. */
	primaryIp: '/run/nodeip-configuration/primary-ip',
	kubeletAddresses: '/etc/systemd/system/kubelet.service.d/20-nodenet.conf',
	dnsmasqOverrides: '/etc/default/sno_dnsmasq_configuration_overrides',
	chrony: '/etc/chrony.conf',
	trustAnchor: '/etc/pki/ca-trust/source/anchors/openshift-config-user-ca-bundle.crt',
	authorizedKeys: '/home/core/.ssh/authorized_keys.d',
	etcdPod: '/etc/kubernetes/manifests/etcd-pod.yaml',
	staticPods: '/etc/kubernetes/static-pod-resources',
	kernelHostName: '/proc/sys/kernel/hostname',
	proxyEnvironment: '/etc/mco/proxy.env',
} as const;

/** Ours until the cluster's own keys are in place; the name is lifecycle-agent's. */
export const earlyKey = `${host.authorizedKeys}/ib-early-access`;
export const clusterKeys = `${host.authorizedKeys}/ignition`;

/** All that recert, or the etcd below it, can change. */
export const protectedPaths: readonly string[] = [
	'/var/lib/etcd',
	'/etc/kubernetes',
	'/var/lib/kubelet',
	'/etc/machine-config-daemon',
	'/etc/ssh',
	'/etc/mcs-machine-config-content.json',
	'/etc/mco',
	'/etc/chrony.conf',
	host.authorizedKeys,
];
