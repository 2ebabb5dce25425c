/** What programs of the host say of it, each answer a file. All of them only read. */
import type {EvidenceItem} from '../source.ts';
import {commandItem, fileItem} from './item.ts';

export const commandItems = async (): Promise<readonly EvidenceItem[]> => [
	commandItem(
		'lsblk.txt',
		'lsblk',
		'--output',
		'NAME,SIZE,TYPE,TRAN,MODEL,SERIAL,FSTYPE,LABEL,MOUNTPOINTS',
	),
	commandItem('filesystems.txt', 'df', '--human-readable', '--print-type'),
	fileItem('mounts.txt', '/proc/self/mountinfo'),
	fileItem('memory.txt', '/proc/meminfo'),
	fileItem('os-release.txt', '/etc/os-release'),
	commandItem('kernel.txt', 'uname', '--all'),
	commandItem('addresses.txt', 'ip', 'address', 'show'),
	commandItem('routes.txt', 'ip', 'route', 'show', 'table', 'all'),
	commandItem('neighbours.txt', 'ip', 'neighbour', 'show'),
	commandItem('link-counters.txt', 'ip', '-statistics', 'link', 'show'),
	commandItem(
		'connections.txt',
		'nmcli',
		'--fields',
		'NAME,TYPE,DEVICE,STATE',
		'connection',
		'show',
	),
	fileItem('resolv.conf', '/etc/resolv.conf'),
	commandItem('time.txt', 'timedatectl', 'status'),
	commandItem('time-sources.txt', 'chronyc', '-n', 'sources'),
	commandItem('units-failed.txt', 'systemctl', 'list-units', '--failed', '--no-pager', '--plain'),
	commandItem('units.txt', 'systemctl', 'list-units', '--all', '--no-pager', '--plain'),
	commandItem('deployments.txt', 'ostree', 'admin', 'status'),
	commandItem('containers.txt', 'podman', 'ps', '--all'),
	commandItem('images.txt', 'podman', 'images', '--digests'),
	commandItem('boot-entries.txt', 'efibootmgr', '--verbose'),
	commandItem('pci.txt', 'lspci', '-nn'),
	...['ostree', 'podman', 'skopeo', 'coreos-installer', 'nmstatectl', 'systemctl'].map((program) =>
		commandItem(`version-${program}.txt`, program, '--version'),
	),
];
