#!/bin/sh
# The `monitor` verb of the `udevadm` stand-in: prints what the lab plugs in and pulls out as udevadm prints what udev has
# processed. The lab appends a line `action name devtype` to its record for each device.
events=/run/ibi-lab/udev-events
properties=
for word; do
	case "$word" in
		--property | --environment | -p) properties=yes ;;
	esac
done
printf 'monitor will print the received events for:\nUDEV - the event which udev sends out after rule processing\n\n'
tail --lines=0 --follow "$events" | while read -r action name type; do
	path=/devices/virtual/block/$name
	printf 'UDEV  [%s.000000] %-8s %s (block)\n' "$(date +%s)" "$action" "$path"
	if [ -n "$properties" ]; then
		printf 'ACTION=%s\nDEVPATH=%s\nSUBSYSTEM=block\nDEVNAME=/dev/%s\nDEVTYPE=%s\n\n' \
			"$action" "$path" "$name" "$type"
	fi
done
