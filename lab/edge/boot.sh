#!/bin/sh
# The first process of an edge host: enters its control groups and its namespaces, has its root directory put together,
# and becomes its systemd. Called with the name of the groups, the root directory, and the program that prepares it.
set -eu
group=$1 root=$2
shift 2
if [ "$group" != '' ]; then
	for hierarchy in /sys/fs/cgroup/*/; do
		echo $$ >"$hierarchy$group/cgroup.procs"
	done
	exec setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child \
		--uts --ipc --cgroup sh "$0" '' "$root" "$@"
fi
hostname localhost
"$@"
cd "$root"
pivot_root . run/ibi-lab/outside
umount -l /run/ibi-lab/outside
exec env -i container=ibi-lab PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
	chroot . /usr/lib/systemd/systemd
