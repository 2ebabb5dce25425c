#!/bin/sh
# Early at each start of an installed virtual machine: lays the programs of this disk under those of the host, and puts
# stand-ins and settings where the namespaces of an edge host have them.
set -eu
disk=/run/lab-programs
own=/run/ibi-lab
mount -t overlay -o "ro,lowerdir=/usr:$disk/usr" overlay /usr
mkdir -p "$own" /run/systemd/system /etc/containers /var/usrlocal/sbin
cp -R "$disk/lab/containers" "$disk/lab/on-kubelet" "$own/"
mount --bind "$own/containers" /etc/containers
mount --bind "$disk/lab/sbin" /var/usrlocal/sbin
cp -R "$disk/lab/units/." /run/systemd/system/
systemctl daemon-reload
