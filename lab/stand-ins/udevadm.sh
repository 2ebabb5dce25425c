#!/bin/sh
# Stands in for `udevadm` inside a lab host, where no udev daemon runs: `info` knows the properties of the host's disks,
# `settle` and `trigger` have nothing to wait for, `monitor` tells what the lab plugs in. Other requests go to the real program.
#
# Settling also adds the partitions of the host's disks, in place of a kernel that parses partition tables: whoever had
# the table read again and then settles finds them.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
lab=/run/ibi-lab
prefix='E: ' device=
for word; do
	case "$word" in
		--query* | -q*) prefix= ;;
		*/dev/* | */sys/block/* | */sys/class/block/*) device=${word##*/} ;;
	esac
done
case "$1" in
	info) [ -e "$lab/udev/$device" ] && exec sed "s/^/$prefix/" "$lab/udev/$device" ;;
	trigger) exit ;;
	monitor) exec "$(dirname "$(readlink -f "$0")")/udev-monitor.sh" "$@" ;;
	settle)
		while read -r disk; do
			partx --update "$disk" 2>/dev/null
		done <"$lab/settled"
		exit 0
		;;
esac
exec udevadm "$@"
