/** Digests of whole disks, of which only what is not a hole is read. */
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import type {DiskRole} from '../../../lab/host/disks.ts';
import type {LabHost} from '../../../lab/host.ts';
import {lab} from '../lab-install.ts';

const run = promisify(execFile);

/** The file behind the disk: what is in the page cache of the device is brought there first. */
export const digestOf = async (host: LabHost, role: DiskRole): Promise<string> => {
	const {image, device} = host.disks[role];
	await lab.system.run({program: 'sync', args: [device]}, {acceptedExitCodes: [0, 1]});
	const line =
		'(tar --create --sparse --format=gnu --mtime=@0 --owner=0 --group=0 --mode=0 --absolute-names --file=- "$1" || [ $? -eq 1 ]) | sha256sum';
	const {stdout} = await run('bash', ['-o', 'pipefail', '-c', line, 'bash', image]);
	return stdout.trim();
};

export const otherDisks = (host: LabHost): Promise<readonly string[]> =>
	Promise.all([digestOf(host, 'other'), digestOf(host, 'medium')]);

/** Something to lose: bytes at the start, in the middle and at the end of the target. */
export const scribbleOnTarget = async (host: LabHost): Promise<void> => {
	const {device} = host.disks.target;
	const {stdout} = await lab.system.run({program: 'blockdev', args: ['--getsize64', device]});
	const sizeBytes = Number(stdout);
	for (const offsetBytes of [4096 * 1024, Math.floor(sizeBytes / 8192) * 4096, sizeBytes - 4096]) {
		await lab.system.run({
			program: 'dd',
			args: [
				...['if=/dev/urandom', `of=${device}`, 'bs=4096', 'count=1'],
				...['oflag=seek_bytes', `seek=${offsetBytes}`, 'conv=notrunc,fsync', 'status=none'],
			],
		});
	}
};
