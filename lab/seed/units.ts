/**
 * The units that a deployment starts, restarts or enables, the programs behind them, and the folders it writes to. What CoreOS or a
 * cluster's MachineConfigs would bring is a stand-in here, and says so; dnsmasq itself is the real one.
 */

import {seedAddress, seedDomain, seedName} from './cluster/names.ts';
import type {Content} from './content.ts';

const unit = (name: string, data: string): Content => ({
	kind: 'file',
	path: `systemd/system/${name}`,
	mode: 0o644,
	data,
});

export const edgeUnits: readonly Content[] = [
	// Nobody wants it: a seed's kubelet is disabled.
	unit(
		'kubelet.service',
		`[Unit]
Description=Kubernetes kubelet (stand-in of the ibi-console lab)
Wants=rpc-statd.service network-online.target
After=network-online.target dnsmasq.service

[Service]
ExecStart=/usr/local/bin/kubelet-stand-in
Restart=always
RestartSec=10

[Install]
WantedBy=multi-user.target
`,
	),
	unit(
		'kubelet.service.d/20-nodenet.conf',
		`[Service]\nEnvironment="KUBELET_NODE_IP=${seedAddress}" "KUBELET_NODE_IPS=${seedAddress}"\n`,
	),
	unit(
		'nodeip-configuration.service',
		`[Unit]
Description=Writes IP address configuration so that kubelet and crio services select a valid node IP (stand-in)
Before=kubelet.service crio.service

[Service]
Type=oneshot
ExecStart=/usr/local/bin/nodeip-stand-in
`,
	),
	unit(
		'dnsmasq.service',
		`[Unit]
Description=Run dnsmasq to provide local dns for Single Node OpenShift
Before=kubelet.service crio.service
After=network.target

[Service]
TimeoutStartSec=30
ExecStartPre=/usr/local/bin/dnsmasq_config.sh
ExecStart=/usr/sbin/dnsmasq -k --user=root --pid-file --conf-file=/dev/null --conf-dir=/etc/dnsmasq.d --no-resolv --bind-interfaces
Restart=always

[Install]
WantedBy=multi-user.target
`,
	),
	{kind: 'directory', path: 'dnsmasq.d', mode: 0o755},
	// Debian's smallest tree has none, and without one nobody finds localhost.
	{
		kind: 'file',
		path: 'hosts',
		mode: 0o644,
		data: '127.0.0.1 localhost localhost.localdomain\n::1 localhost localhost.localdomain\n',
	},
	{kind: 'directory', path: 'pki/ca-trust/source/anchors', mode: 0o755},
	{
		kind: 'file',
		path: 'NetworkManager/conf.d/single-node.conf',
		mode: 0o644,
		data: '[main]\nrc-manager=unmanaged\n',
	},
];

const program = (name: string, data: string, mode = 0o755): Content => ({
	kind: 'file',
	path: `usrlocal/bin/${name}`,
	mode,
	data,
});

export const edgePrograms: readonly Content[] = [
	program(
		'kubelet-stand-in',
		`#!/bin/sh
# Stand-in for kubelet, made by the ibi-console lab. It starts no pod: it says what it found, and stays.
say() { echo "kubelet stand-in: $*"; echo "$*" >>/var/log/kubelet-stand-in; }
certificate() { openssl x509 -noout -subject -enddate -fingerprint -sha256 -in "$1" | tr '\\n' ' '; }
say "started at $(date -u +%FT%TZ) on $(hostname) with KUBELET_NODE_IPS=$KUBELET_NODE_IPS"
say "pull secret sha256 $(sha256sum /var/lib/kubelet/config.json | cut -d' ' -f1)"
for file in /var/lib/kubelet/pki/kubelet-client-current.pem \\
	/etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets/*/tls.crt; do
	say "$file: $(certificate "$file")"
done
# A lab that has an API server lets it begin here, as kubelet would begin its pod.
if [ -x /run/ibi-lab/on-kubelet ]; then
	say 'starting /run/ibi-lab/on-kubelet'
	exec /run/ibi-lab/on-kubelet
fi
exec sleep infinity
`,
	),
	program(
		'nodeip-stand-in',
		`#!/bin/sh
# Stand-in for the container that picks a node's address, made by the ibi-console lab. As there, an address in the
# network of the hint is preferred to the one that the default route leaves by.
set -eu
hints=$(sed -n 's/^KUBELET_NODEIP_HINT=//p' /etc/default/nodeip-configuration 2>/dev/null || true)
pick() { ip -oneline route get "$1" 2>/dev/null | sed -n 's/.* src \\([^ ]*\\) .*/\\1/p'; }
all=''
for hint in \${hints:-192.0.2.1}; do
	address=$(pick "$hint")
	[ -n "$address" ] || { echo "nodeip stand-in: no address towards $hint" >&2; exit 1; }
	all="$all\${all:+,}$address"
done
mkdir -p /run/nodeip-configuration /etc/systemd/system/kubelet.service.d
printf '%s' "\${all%%,*}" >/run/nodeip-configuration/primary-ip
printf '[Service]\\nEnvironment="KUBELET_NODE_IP=%s" "KUBELET_NODE_IPS=%s"\\n' "\${all%%,*}" "$all" \\
	>/etc/systemd/system/kubelet.service.d/20-nodenet.conf
systemctl daemon-reload
`,
	),
	program(
		'dnsmasq_config.sh',
		`#!/bin/sh
set -eu
overrides=/etc/default/sno_dnsmasq_configuration_overrides
[ ! -e "$overrides" ] || . "$overrides"
fqdn="\${SNO_CLUSTER_NAME_OVERRIDE:-${seedName}}.\${SNO_BASE_DOMAIN_OVERRIDE:-${seedDomain}}"
address="\${SNO_DNSMASQ_IP_OVERRIDE:-${seedAddress}}"
mkdir -p /etc/dnsmasq.d
for name in apps api-int api; do
	echo "address=/$name.$fqdn/$address"
done >/etc/dnsmasq.d/single-node.conf
`,
		0o555,
	),
];
