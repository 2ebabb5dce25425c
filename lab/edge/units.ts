/** Units of a CoreOS that the lab's tree lacks, as stand-ins in /run; and those that a container cannot have. */
const idle = 'ExecStart=/usr/bin/sleep infinity\n';

export const standInUnits: Readonly<Record<string, string>> = {
	'NetworkManager.service': `[Unit]
Description=Network Manager (stand-in of the ibi-console lab: keyfiles, applied by ip)
Wants=network.target
Before=network.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/NetworkManager
`,
	'chronyd.service': `[Unit]
Description=NTP client/server (stand-in of the ibi-console lab: it keeps no time)

[Service]
${idle}`,
	'crio.service': `[Unit]
Description=Container Runtime Interface for OCI (stand-in of the ibi-console lab)

[Service]
${idle}`,
	'coreos-update-ca-trust.service': `[Unit]
Description=Run update-ca-trust (stand-in of the ibi-console lab)

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/update-ca-trust
`,
	// The kernel is that of the machine, whose console is not ours to silence.
	'ibi-console-quiet.service.d/lab.conf': `[Service]
ExecStart=
ExecStart=/usr/bin/touch /run/ibi-lab/quiet
ExecStop=
ExecStop=/usr/bin/rm /run/ibi-lab/quiet
`,
	'lab-report.service':
		'[Unit]\nDescription=Says nothing where nobody reads a serial console\n\n[Service]\nExecStart=/usr/bin/true\n',
};
