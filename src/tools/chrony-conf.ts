/** Which time servers chronyd is told to ask: chrony.conf(5), its `confdir` and the servers of DHCP. Reads only. */
import type {System} from '../system/types.ts';

const mainFiles: readonly string[] = ['/etc/chrony.conf', '/etc/chrony/chrony.conf'];
const directories: readonly (readonly [path: string, suffix: string])[] = [
	['/etc/chrony.d', '.conf'],
	['/run/chrony-dhcp', '.sources'],
];

export const readTimeServers = async ({
	files,
}: Pick<System, 'files'>): Promise<readonly string[]> => {
	const found = await Promise.all(
		directories.map(async ([path, suffix]) =>
			(await files.list(path))
				.filter((name) => name.endsWith(suffix))
				.map((name) => `${path}/${name}`),
		),
	);
	const texts = await Promise.all(
		[...mainFiles, ...found.flat()].map((path) => files.readText(path).catch(() => '')),
	);
	return [...new Set(texts.flatMap(parseTimeServers))];
};

export const parseTimeServers = (text: string): readonly string[] =>
	[...text.matchAll(/^\s*(?:server|pool|peer)\s+(\S+)/gim)].map(([, name = '']) => name);
