/** Units of a CoreOS that the lab's tree lacks, as stand-ins in /run; and those that a container cannot have. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** The kernel is that of the machine, whose console is not ours to silence: a file says what it would have been told. */
const quiet = readFileSync(
	join(import.meta.dirname, '../../systemd/ibi-console-quiet.service'),
	'utf8',
)
	.split('\n')
	.filter((line) => line.startsWith('Exec'))
	.map((line) =>
		line
			.replace('/usr/bin/dmesg --console-off', '/usr/bin/touch /run/ibi-lab/quiet')
			.replace('/usr/bin/dmesg --console-on', '/usr/bin/rm /run/ibi-lab/quiet')
			.replace('/usr/sbin/sysctl --quiet --write kernel.printk=0', '/usr/bin/true'),
	)
	.join('\n');

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
	'ibi-console-quiet.service.d/lab.conf': `[Service]
ExecStart=
ExecStop=
${quiet}
`,
	'lab-report.service':
		'[Unit]\nDescription=Says nothing where nobody reads a serial console\n\n[Service]\nExecStart=/usr/bin/true\n',
};
