/** What stands on the disk of a virtual machine that is off, seen from outside. The disk itself is not written. */
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {partitionOf, updatePartitions, withLoop, withMount} from '../../../lab/loop.ts';
import {lab} from '../lab-install.ts';

/** Below the installed system's `/var/lib/ibi-console`. */
export const readRecord = (disk: string, name: string): Promise<string> =>
	onRoot(disk, (root) => readFile(join(root, recordDirectory, name), 'utf8'));

const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;
const recordDirectory = `ostree/deploy/${stateroot}/var/lib/ibi-console`;

/** A copy has its holes, and may replay its log. */
const onRoot = async <T>(disk: string, work: (root: string) => Promise<T>): Promise<T> => {
	const directory = await mkdtemp(join(tmpdir(), 'ibi-vm-disk-'));
	const image = join(directory, 'disk.raw');
	try {
		const args = ['convert', '-f', 'qcow2', '-O', 'raw', disk, image];
		await lab.system.run({program: 'qemu-img', args});
		const root = join(directory, 'root');
		await lab.system.files.makeDirectory(root);
		return await withLoop(lab, image, async (device) => {
			await updatePartitions(lab, device);
			return await withMount(lab, [partitionOf(device, 4), root], () => work(root));
		});
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};
