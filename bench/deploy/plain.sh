#!/bin/bash
# The plain sequence of a first boot, from a configuration that is there to a kubelet that was started: the programs of
# docs/deploy.md one after another, with the second between two looks that the usual tool waits. Started inside an edge
# host; prints milliseconds in all and those of recert itself. It copies nothing, asks nothing and undoes nothing.
set -euo pipefail
site=/opt/openshift
field() { jq --raw-output "$2 // empty" "$1"; }
now() { date +%s%3N; }
manifest=$site/cluster-configuration/manifest.json
start=$(now)
until [ -d $site/cluster-configuration ]; do sleep 1; done
# Access: the early key, the machine configs of it, and the pull secret.
keys=/home/core/.ssh/authorized_keys.d
mkdir --parents $keys $site/cluster-configuration/manifests $site/kubeconfig-crypto
field $manifest .ssh_key >$keys/ib-early-access
chown core $keys/ib-early-access
for role in master worker; do
	jq '{passwd: {users: [{name: "core", sshAuthorizedKeys: [.ssh_key]}]}}' $manifest >$site/cluster-configuration/manifests/99-$role-ssh.json
done
field $manifest .pull_secret >/var/lib/kubelet/config.json
field $manifest .raw_nm_state_config >$site/nmstate.yaml
[ ! -d $site/network-configuration/system-connections ] || cp --recursive $site/network-configuration/system-connections /etc/NetworkManager/
[ ! -s $site/nmstate.yaml ] || nmstatectl apply $site/nmstate.yaml >/dev/null
systemctl restart NetworkManager.service
hostnamectl set-hostname "$(field $manifest .hostname)"
echo -n "KUBELET_NODEIP_HINT=192.0.2.0" >/etc/default/nodeip-configuration
systemctl start nodeip-configuration
until [ -e /run/nodeip-configuration/primary-ip ]; do sleep 1; done
printf 'SNO_CLUSTER_NAME_OVERRIDE=edge7\nSNO_BASE_DOMAIN_OVERRIDE=corp.example\nSNO_DNSMASQ_IP_OVERRIDE=192.0.2.77' >/etc/default/sno_dnsmasq_configuration_overrides
systemctl restart dnsmasq.service
bundle=$(field $manifest .additionalTrustBundle.userCaBundle)
[ -z "$bundle" ] || printf '%s' "$bundle" >/etc/pki/ca-trust/source/anchors/openshift-config-user-ca-bundle.crt
update-ca-trust
recert=$(field /var/seed_data/manifest.json .recert_image_pull_spec)
etcd=$1
# The keys that the site keeps; the config lies beside them already.
for name in admin_ca_certificate loadbalancer_external_signer_private_key localhost_signer_private_key service_network_signer_private_key ingress_ca; do
	jq --raw-output "[.. | objects | .$name? // empty][0] // empty" $manifest >$site/kubeconfig-crypto/$name
done
podman image exists "$recert"
podman run --rm --network=host --privileged --replace --authfile /var/lib/kubelet/config.json --detach --name recert_etcd \
	--entrypoint etcd -v /var/lib/etcd:/store "$etcd" --name editor --data-dir /store >/dev/null 2>&1
until curl --silent --fail http://127.0.0.1:2379/health >/dev/null; do sleep 1; done
began=$(now)
podman run --rm --network=host --privileged --replace --name recert -v /etc:/host-etc -v /etc/ssh:/ssh \
	-v /etc/kubernetes:/kubernetes -v /var/lib/kubelet:/kubelet -v /var/tmp:/var/tmp \
	-v /etc/machine-config-daemon:/machine-config-daemon -v /etc/pki:/pki -e RECERT_CONFIG=$site/recert_config.json \
	--authfile /var/lib/kubelet/config.json -v $site:$site "$recert" >/dev/null
ended=$(now)
update-ca-trust
podman stop recert_etcd >/dev/null 2>&1
[ -z "$(field $manifest .chrony_config)" ] || systemctl restart chronyd
systemctl enable kubelet --now 2>/dev/null
echo "$(($(now) - start)) $((ended - began))"
