/** Extended attributes of everything in a directory, by one run of `getfattr`, whose escapes are undone here. */
import type {System} from '../src/system/types.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Keys are paths relative to the directory, `.` the directory itself; values are hexadecimal. */
export const readAttributes = async (
	system: System,
	directory: string,
): Promise<ReadonlyMap<string, Attributes>> => {
	const {stdout} = await system.run(
		{
			program: 'getfattr',
			args: [
				'--recursive',
				'--physical',
				'--no-dereference',
				'--dump',
				'--match=-',
				'--encoding=hex',
				'.',
			],
		},
		{cwd: directory},
	);
	return parseAttributes(stdout);
};

/** Blocks separated by empty lines: `# file: <path>` and then `<name>=0x<value>` or a bare `<name>`. */
export const parseAttributes = (text: string): ReadonlyMap<string, Attributes> => {
	const found = new Map<string, Attributes>();
	for (const block of text.split('\n\n')) {
		const [header, ...lines] = block.trim().split('\n');
		if (header?.startsWith('# file: ')) {
			const path = unescaped(header.slice('# file: '.length));
			const own = lines.map(nameAndValue).filter(([name]) => !isShadow(name));
			if (own.length > 0) {
				found.set(path.replace(/^\.\//, ''), Object.fromEntries(own));
			}
		}
	}
	return found;
};

/** XFS shows each ACL twice: as `system.posix_acl_*`, and in the form in which it stores it. */
const isShadow = (name: string): boolean => name.startsWith('trusted.SGI_ACL_');

const nameAndValue = (line: string): readonly [string, string] => {
	const at = line.indexOf('=');
	return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1).replace(/^0[xX]/, '')];
};

/** Control characters and the backslash are written as three octal digits. */
const unescaped = (text: string): string =>
	text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
		String.fromCharCode(Number.parseInt(octal, 8)),
	);
