/** What is mounted and swapped on in this mount namespace: proc_pid_mountinfo(5) and /proc/swaps. */
import type {System} from '../system/types.ts';

export type Mount = {
	/** `8:3`; filesystems without a device of their own (overlay, btrfs) have a made-up `0:…`. */
	readonly deviceNumber: string;
	readonly mountpoint: string;
	readonly filesystem: string;
	/** As `/dev/sda3`, or a word. */
	readonly source: string;
};

export const listMounts = async (system: System): Promise<readonly Mount[]> =>
	parseMountinfo(await system.files.readText('/proc/self/mountinfo'));

export const listSwaps = async (system: System): Promise<readonly string[]> =>
	parseSwaps(await system.files.readText('/proc/swaps'));

/** Asked for writing, mount(8) mounts what is write-protected or damaged for reading only, and ends well. */
export const isMountedReadOnly = async (system: System, mountpoint: string): Promise<boolean> => {
	const lines = (await system.files.readText('/proc/self/mountinfo')).split('\n');
	const fields = lines.map((line) => line.split(' '));
	const found = fields.findLast(([, , , , place = '']) => unescapeOctal(place) === mountpoint);
	return found?.[5]?.split(',').includes('ro') === true;
};

export const parseMountinfo = (text: string): readonly Mount[] =>
	text.split('\n').flatMap((line) => {
		const [before = '', after = ''] = line.split(' - ');
		const [, , deviceNumber, , mountpoint] = before.split(' ');
		const [filesystem = '', source = ''] = after.split(' ');
		return deviceNumber === undefined || mountpoint === undefined
			? []
			: [
					{
						deviceNumber,
						mountpoint: unescapeOctal(mountpoint),
						filesystem,
						source: unescapeOctal(source),
					},
				];
	});

/** The first line is a heading. */
export const parseSwaps = (text: string): readonly string[] =>
	text
		.split('\n')
		.slice(1)
		.map((line) => unescapeOctal(line.split(/\s+/)[0] ?? ''))
		.filter((path) => path !== '');

/** The kernel writes space, tab, newline and backslash as three octal digits. */
const unescapeOctal = (text: string): string =>
	text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
		String.fromCharCode(Number.parseInt(digits, 8)),
	);
