#!/bin/sh
# What was booted, as one line that a reader of the serial log can find. Part of the lab seed only.
stateroot=$(sed -n 's,.*ostree=/ostree/boot[^/]*/\([^/]*\)/.*,\1,p' /proc/cmdline)
containers=$(findmnt --noheadings --output SOURCE /var/lib/containers || echo none)
boot=$(findmnt --noheadings --output SOURCE /boot || echo none)
failed=$(systemctl list-units --failed --plain --no-legend | tr -s ' ' | cut -d ' ' -f 1 | tr '\n' ',')
echo "LAB-REPORT stateroot=$stateroot boot=$boot containers=$containers note=[$NOTE] failed=[$failed]"
