/** What the seed changed in /etc since its system was deployed: added, changed and removed files. */
import type {LabSettings} from '../settings.ts';
import {type Content, selinuxLabel} from './content.ts';
import {chronyConf} from './files.ts';
import {edgeUnits} from './units.ts';

/** Removed from the tree's /etc; all are plain files there. */
export const removedFromEtc = ['debian_version', 'issue.net', 'security/limits.conf'] as const;

/** Named by `etc.deletions` although it was never there: a restore must bear that. */
export const missingFromEtc = '/etc/lab/never-was-there';

/** Password `lab`, for who looks into a booted lab machine by its console. */
const rootPassword =
	'$6$lab$8Didkn.UcNG/jLg7V7QIVX8TXEUMaHiIjiDSTr0wAgIU0I3PLx3iJU9IWSsHB2a53VxKmQZAq1Hyy09qF/fXn1';

export const etcContent = (settings: LabSettings): readonly Content[] => [
	{kind: 'file', path: 'machine-id', mode: 0o444, data: '5eed5eed5eed5eed5eed5eed5eed5eed\n'},
	{kind: 'file', path: 'issue', mode: 0o644, data: 'ibi-console lab seed \\n \\l\n\n'},
	{kind: 'file', path: 'mco/proxy.env', mode: 0o644},
	{kind: 'file', path: 'chrony.conf', mode: 0o644, data: chronyConf},
	{
		kind: 'file',
		path: 'kubernetes/lab-seed.json',
		mode: 0o600,
		data: JSON.stringify({version: settings.seedVersion}),
	},
	{kind: 'file', path: 'ssh/ssh_host_ed25519_key', mode: 0o640, owner: [0, 101], data: 'lab\n'},
	...unitContent,
	...edgeUnits,
	...oddContent,
];

/** Appended to the tree's own files, so that those count as changed. */
export const etcAdditions: Readonly<Record<string, string>> = {
	passwd: 'core:x:1000:1000:lab:/var/home/core:/bin/bash\n',
	group: 'core:x:1000:\n',
	shadow: 'core:*:19000:0:99999:7:::\n',
};

export const withRootPassword = (shadow: string): string =>
	shadow.replace(/^root:[^:]*:/m, `root:${rootPassword}:`);

const unitContent: readonly Content[] = [
	{
		kind: 'file',
		path: 'systemd/system/installation-configuration.service',
		mode: 0o644,
		data: `[Unit]
Description=SNO image-based configuration
After=coreos-update-ca-trust.service

[Service]
Type=oneshot
RemainAfterExit=no
ExecStart=/usr/local/bin/lca-cli post-pivot
Restart=on-failure
RestartSec=5s

[Install]
WantedBy=multi-user.target
`,
	},
	{
		kind: 'symlink',
		path: 'systemd/system/multi-user.target.wants/installation-configuration.service',
		target: '/etc/systemd/system/installation-configuration.service',
	},
	{
		kind: 'file',
		path: 'systemd/system/var-lib-containers.mount',
		mode: 0o644,
		data: `[Unit]
Description=Mount /var/lib/containers
Before=local-fs.target

[Mount]
What=/dev/disk/by-partlabel/var-lib-containers
Where=/var/lib/containers
Type=xfs

[Install]
RequiredBy=local-fs.target
`,
	},
	{
		kind: 'symlink',
		path: 'systemd/system/local-fs.target.requires/var-lib-containers.mount',
		target: '/etc/systemd/system/var-lib-containers.mount',
	},
];

const oddContent: readonly Content[] = [
	{kind: 'directory', path: 'lab', mode: 0o751, owner: [0, 1000]},
	{kind: 'file', path: 'lab/with space', data: 'space'},
	{kind: 'file', path: 'lab/with\nnewline', data: 'newline'},
	{kind: 'file', path: 'lab/-leading-dash', data: 'dash'},
	{kind: 'file', path: 'lab/ünïcödé', data: 'utf-8'},
	{kind: 'file', path: 'lab/first', mode: 0o600, data: 'two names'},
	{kind: 'hard-link', path: 'lab/second', to: 'lab/first'},
	{kind: 'fifo', path: 'lab/fifo', mode: 0o600},
	{kind: 'symlink', path: 'lab/dangling', target: '../nowhere'},
	{kind: 'file', path: 'lab/setuid', mode: 0o4750, owner: [0, 1000]},
	{kind: 'file', path: 'lab/user-attribute', attributes: {'user.note': 'kept'}},
	{kind: 'file', path: 'lab/acl', mode: 0o640, acl: 'user:4242:r'},
	{
		kind: 'file',
		path: 'lab/label',
		attributes: {'security.selinux': selinuxLabel('kubernetes_file_t')},
	},
];
