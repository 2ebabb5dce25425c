/** The programs inside of the lab's images: Debian's etcd with the libraries it asks for, and the lab's recert. */
import {copyFile, mkdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {outputOf} from './run.ts';
import {artifactDirectory, type Lab} from './stage.ts';
import {recertFile, recertProgram} from './stages/recert-program.ts';

export const copyEtcd = async (folder: string, lab: Lab): Promise<void> => {
	const program = await outputOf(lab, ['which', 'etcd']);
	await copyInto(folder, [program, 'usr/bin/etcd']);
	for (const library of await librariesOf(program, lab)) {
		await copyInto(folder, [library, library]);
	}
};

export const copyRecert = async (folder: string, lab: Lab): Promise<void> => {
	const program = join(await artifactDirectory(recertProgram, lab.settings), recertFile);
	await copyInto(folder, [program, 'usr/bin/recert']);
};

const copyInto = async (
	folder: string,
	[source, target]: readonly [string, string],
): Promise<void> => {
	await mkdir(dirname(join(folder, target)), {recursive: true});
	await copyFile(source, join(folder, target));
};

/** Lines `libc.so.6 => /lib/… (0x…)`; the loader stands alone on its line. A static program has none. */
const librariesOf = async (program: string, lab: Lab): Promise<readonly string[]> => {
	const text = await outputOf(lab, ['ldd', program], {acceptedExitCodes: [0, 1]});
	return [...text.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path);
};
