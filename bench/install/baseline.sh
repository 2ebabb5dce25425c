#!/bin/bash
# The steps of a plain image-based install, one after the other, with the programs that we use too: what our own
# install is measured against. It writes to the disk that it is given, so bench/install gives it one of the lab's.
#   baseline.sh DISK SEED STATEROOT PARTITION-START KERNEL-ARGUMENT...
set -euo pipefail

disk=$1 seed=$2 stateroot=$3 start=$4
shift 4
auth=(--authfile /var/tmp/pull-secret.json)
tar=(--selinux --xattrs '--xattrs-include=*' --acls --numeric-owner)

settle() {
	udevadm settle
	partx --update "$disk"
}

step() {
	echo "step $1 $(date +%s.%N)"
}

step program
podman create --quiet "${auth[@]}" --name lca-cli "$seed" lca-cli
podman cp lca-cli:lca-cli /usr/local/bin/lca-cli
podman rm lca-cli

step clean
vgs --noheadings -o vg_name,pv_name || true
pvs --noheadings -o pv_name || true
dmsetup ls || true
mdadm -v --query --detail --scan || true
wipefs --all --force "$disk"

step write-image
coreos-installer install "$disk"

step partition
settle
echo write | sfdisk --no-reread "$disk"
printf 'start=%s,name=%s\n' "$start" var-lib-containers | sfdisk --no-reread --append "$disk"
settle
mkfs.xfs -f "${disk}p5"
growpart "$disk" 4
settle

step mount
mount "${disk}p4" /mnt
mount "${disk}p3" /mnt/boot
xfs_growfs /mnt
mount "${disk}p5" /var/lib/containers

step pull-seed
podman pull --quiet "${auth[@]}" "$seed"

step unpack
mounted=$(podman image mount "$seed")
work=$(mktemp --directory /var/tmp/workspace.XXXX)
mkdir "$work/ostree"
tar xzf "$mounted/ostree.tgz" -C "$work/ostree" "${tar[@]}"

step import
ostree pull-local --repo=/mnt/ostree/repo "$work/ostree"

step deploy
commit=$(grep -o '[0-9a-f]\{64\}\.[0-9]' "$mounted/rpm-ostree.json" | head -1 | cut -d. -f1)
ostree admin os-init --sysroot=/mnt "$stateroot"
ostree admin deploy --os "$stateroot" --no-prune --sysroot=/mnt "${@/#/--karg-append=}" "$commit"
deployment=$(echo "/mnt/ostree/deploy/$stateroot/deploy/$commit".?)
cp -p "$mounted/ostree-$commit".?.origin "$deployment.origin"

step restore
tar xzf "$mounted/var.tgz" -C "/mnt/ostree/deploy/$stateroot" "${tar[@]}"
tar xzf "$mounted/etc.tgz" -C "$deployment" "${tar[@]}"
while read -r path; do
	rm -f "$deployment$path"
done <"$mounted/etc.deletions"
cp "$mounted/containers.list" "$mounted/manifest.json" /var/tmp/
rm -r "$work"
podman image umount "$seed"
podman rmi "$seed"

step precache
pull() {
	for _ in 1 2 3 4 5; do
		podman pull --quiet "$1" --authfile /var/tmp/pull-secret.json && return
	done
	return 1
}
export -f pull
xargs --max-procs=10 -I{} bash -c 'pull {}' </var/tmp/containers.list

step remove-base
ostree admin undeploy --sysroot=/mnt 1
rm -rf /mnt/ostree/deploy/rhcos

step end
