/** What the seed's /var holds: in miniature what a cluster leaves there, and every kind of file tar may lose. */
import {bytesFrom} from '../random-bytes.ts';
import type {LabSettings} from '../settings.ts';
import {seedSshKey} from './cluster/names.ts';
import {type Content, selinuxLabel} from './content.ts';
import {lcaCliStandIn, seedClusterInfo} from './documents.ts';
import {edgePrograms} from './units.ts';

const coreUser = [1000, 1000] as const;
const netRaw = '0x0100000200200000000000000000000000000000';

export const varContent = (settings: LabSettings): readonly Content[] => [
	...clusterContent(settings),
	...oddContent,
];

const clusterContent = (settings: LabSettings): readonly Content[] => [
	// A booted system has this stamp; without it `ostree admin deploy` would make one.
	{kind: 'file', path: '.ostree-selabeled', mode: 0o644},
	{kind: 'directory', path: 'home', mode: 0o755},
	{kind: 'directory', path: 'home/core', mode: 0o700, owner: coreUser},
	{kind: 'file', path: 'home/core/.bash_logout', mode: 0o644, owner: coreUser, data: 'clear\n'},
	{kind: 'directory', path: 'home/core/.ssh', mode: 0o700, owner: coreUser},
	{kind: 'directory', path: 'home/core/.ssh/authorized_keys.d', mode: 0o700, owner: coreUser},
	{
		kind: 'file',
		path: 'home/core/.ssh/authorized_keys.d/ignition',
		mode: 0o600,
		owner: coreUser,
		data: `${seedSshKey}\n`,
	},
	{kind: 'directory', path: 'roothome', mode: 0o700},
	{kind: 'directory', path: 'opt'},
	{kind: 'directory', path: 'srv'},
	{kind: 'directory', path: 'mnt'},
	{kind: 'file', path: 'usrlocal/bin/lca-cli', mode: 0o777, data: lcaCliStandIn},
	...edgePrograms,
	{kind: 'directory', path: 'seed_data', mode: 0o700},
	{
		kind: 'file',
		path: 'seed_data/manifest.json',
		mode: 0o600,
		data: JSON.stringify(seedClusterInfo(settings)),
	},
	{kind: 'directory', path: 'lib/containers', mode: 0o755},
	...Array.from(
		{length: 200},
		(_, index): Content => ({
			kind: 'file',
			path: `lib/lab-data/${index % 10}/file-${index}`,
			data: bytesFrom(`data ${index}`, 40_000 + 997 * index),
		}),
	),
];

const odd = 'lib/lab-odd';

const oddContent: readonly Content[] = [
	{kind: 'file', path: `${odd}/with space`, data: 'space'},
	{kind: 'file', path: `${odd}/with\nnewline`, data: 'newline'},
	{kind: 'file', path: `${odd}/with\ttab and \\ backslash`, data: 'tab'},
	{kind: 'file', path: `${odd}/ünïcödé-日本-🖴`, data: 'utf-8'},
	{kind: 'file', path: `${odd}/-rf`, data: 'leading dash'},
	{kind: 'file', path: `${odd}/--directory=x`, data: 'looks like an option'},
	{kind: 'file', path: `${odd}/'"$(touch x)\`*?`, data: 'quotes'},
	{kind: 'file', path: `${odd}/${'long-name-'.repeat(25)}`, data: '250 characters'},
	{
		kind: 'file',
		path: `${odd}/${'deep/'.repeat(40)}leaf`,
		data: 'deeper than an old tar header holds',
	},
	{kind: 'file', path: `${odd}/empty`},
	{kind: 'directory', path: `${odd}/empty-directory`},
	{kind: 'sparse', path: `${odd}/sparse`, sizeBytes: 64 * 1024 * 1024},
	{kind: 'file', path: `${odd}/links/first`, data: 'one file, three names', owner: coreUser},
	{kind: 'hard-link', path: `${odd}/links/second`, to: `${odd}/links/first`},
	{kind: 'hard-link', path: `${odd}/links-elsewhere/third`, to: `${odd}/links/first`},
	{kind: 'file', path: `${odd}/modes/setuid`, mode: 0o4755},
	{kind: 'file', path: `${odd}/modes/setgid`, mode: 0o2755, owner: [0, 1000]},
	{kind: 'file', path: `${odd}/modes/none`, mode: 0o000},
	{kind: 'directory', path: `${odd}/modes/sticky`, mode: 0o1777},
	{kind: 'directory', path: `${odd}/modes/setgid-directory`, mode: 0o2775, owner: [0, 1000]},
	{kind: 'file', path: `${odd}/owners/core`, owner: coreUser},
	{kind: 'file', path: `${odd}/owners/named-otherwise-here`, owner: [4711, 4711]},
	{kind: 'file', path: `${odd}/owners/large`, owner: [1_000_650_000, 2_147_483_646]},
	{kind: 'fifo', path: `${odd}/fifo`, mode: 0o620},
	{kind: 'symlink', path: `${odd}/symlinks/absolute`, target: '/etc/os-release'},
	{kind: 'symlink', path: `${odd}/symlinks/relative`, target: '../links/first'},
	{kind: 'symlink', path: `${odd}/symlinks/dangling`, target: '/nowhere/at all', owner: coreUser},
	{
		kind: 'symlink',
		path: `${odd}/symlinks/labelled`,
		target: 'absolute',
		attributes: {'security.selinux': selinuxLabel('container_file_t')},
	},
	{
		kind: 'file',
		path: `${odd}/attributes/capability`,
		mode: 0o755,
		attributes: {'security.capability': netRaw},
	},
	{
		kind: 'file',
		path: `${odd}/attributes/user`,
		attributes: {'user.note': 'kept', 'user.binary': '0x00ff0a3d', 'user.empty': ''},
	},
	{
		kind: 'file',
		path: `${odd}/attributes/trusted`,
		attributes: {'trusted.overlay.opaque': '0x79'},
	},
	{
		kind: 'file',
		path: `${odd}/attributes/label`,
		attributes: {'security.selinux': selinuxLabel('container_var_lib_t')},
	},
	{kind: 'file', path: `${odd}/acl/file`, mode: 0o640, acl: 'user:4242:rw,group:4343:r'},
	{
		kind: 'directory',
		path: `${odd}/acl/directory`,
		mode: 0o750,
		acl: 'user:4242:rwx,default:user:4242:rwx,default:group::r-x',
	},
];
