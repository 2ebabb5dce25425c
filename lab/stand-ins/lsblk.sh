#!/bin/sh
# Stands in for `lsblk` inside a lab host: runs the real one, leaves only the host's own disks in its JSON and pairs
# and shows them as disks with model, serial and WWN. Lists and trees show those disks and nothing else. What it would read
# from udev's database is filled in by `blkid`, since no udev daemon watches these devices.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
lab=/run/ibi-lab
devices=$(cat "$lab/devices")

probe() {
	for device in $devices; do
		for node in "$device" "$device"p*; do
			[ -b "$node" ] && blkid --probe --output export "$node"
		done
	done
}

# Pairs are no JSON: jq then takes the whole answer as one text.
view() {
	jq --raw-output --indent 3 -L "$lab" --slurpfile table "$lab/disks.json" --arg probed "$(probe)" "$@" \
		'include "block-view"; lsblk_'"$kind"'($table[0]; $probed)'
}

kind=list named=
for word; do
	case "$word" in
		--json) kind=json ;;
		--pairs) kind=pairs ;;
		--*) ;;
		-*J*) kind=json ;;
		-*P*) kind=pairs ;;
		/dev/*) named=yes ;;
	esac
done
[ "$kind" != json ] && [ -z "$named" ] && set -- "$@" $devices
if [ "$kind" = list ]; then
	exec lsblk "$@"
fi
said=$(lsblk "$@")
status=$?
case "$kind$said" in
	json?*) printf '%s\n' "$said" | view ;;
	pairs?*) printf '%s\n' "$said" | view --raw-input --slurp ;;
esac
exit "$status"
