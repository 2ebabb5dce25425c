#!/bin/sh
# Stands in for `losetup` inside a lab host: the real one, but its lists do not show the devices that are the host's
# disks. Everything else, attaching loops included, is the real program's work.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
lab=/run/ibi-lab
kind=other
[ "$#" = 0 ] && kind=list
for word; do
	case "$word" in
		--json | -J) kind=json ;;
		--list | --all | -l | -a) [ "$kind" = json ] || kind=list ;;
	esac
done
if [ "$kind" = other ]; then
	exec losetup "$@"
fi
said=$(losetup "$@")
status=$?
case "$kind" in
	json) printf '%s' "$said" | jq --indent 3 -L "$lab" --slurpfile table "$lab/disks.json" \
		'include "block-view"; other_loops($table[0])' ;;
	list) printf '%s\n' "$said" | grep -v -w -F -f "$lab/devices" ;;
esac
exit "$status"
