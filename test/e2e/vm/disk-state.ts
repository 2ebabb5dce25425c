/** What stands on the disk of a virtual machine that is off, seen from outside: on a copy, which may replay its log. */
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {partitionOf, updatePartitions, withLoop, withMount} from '../../../lab/loop.ts';
import {outputOf} from '../../../lab/run.ts';
import {lab} from '../lab-install.ts';

/** @param name below the installed system's `/var/lib/ibi-console`. */
export const readRecord = (disk: string, name: string): Promise<string> =>
	onCopy(disk, (device, directory) => readOnRoot(device, directory, `${records}/${name}`));

/** Its partitions, their filesystems and the journal of the install, as far as they are there. */
export const diskReport = (disk: string): Promise<string> =>
	onCopy(disk, async (device, directory) => {
		const journals = [`${records}/journal.jsonl`, 'ostree/.ibi-console/journal.jsonl'];
		const parts = [
			outputOf(lab, ['sfdisk', '--dump', device]),
			outputOf(lab, ['lsblk', '--output', 'NAME,SIZE,FSTYPE,LABEL,PARTLABEL', device]),
		];
		const told = [];
		for (const part of parts) {
			told.push(await part.catch(String));
		}
		for (const name of journals) {
			told.push(`${name}\n${await readOnRoot(device, directory, name).catch(String)}`);
		}
		return told.join('\n\n');
	});

const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;
const records = `ostree/deploy/${stateroot}/var/lib/ibi-console`;

const readOnRoot = (device: string, directory: string, path: string): Promise<string> =>
	withMount(lab, [partitionOf(device, 4), directory], () =>
		readFile(join(directory, path), 'utf8'),
	);

/** Sparse, as the disk is. */
const onCopy = async <T>(
	disk: string,
	work: (device: string, directory: string) => Promise<T>,
): Promise<T> => {
	const directory = await mkdtemp(join(tmpdir(), 'ibi-vm-disk-'));
	const image = join(directory, 'disk.raw');
	const root = join(directory, 'root');
	try {
		await lab.system.run({program: 'qemu-img', args: ['convert', '-O', 'raw', disk, image]});
		await lab.system.files.makeDirectory(root);
		return await withLoop(lab, image, async (device) => {
			await updatePartitions(lab, device);
			return await work(device, root);
		});
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};
