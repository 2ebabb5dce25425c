/** What cleaning erases: its order, and that the last MiB ends with the disk whatever its size is. */
import {expect, test} from 'vitest';
import {cleanDisk} from '../../../src/engine/steps/disk-clean.ts';
import {probeDisks} from '../../../src/hardware/disks.ts';
import {known} from '../../../src/hardware/facts.ts';
import {pinDisk} from '../../../src/hardware/pin.ts';
import {commandLine} from '../../../src/system/run.ts';
import type {Files, System} from '../../../src/system/types.ts';
import type {MadeDisk} from '../../helpers/made-machine/description.ts';
import {bootId, makeMachine} from '../../helpers/made-machine.ts';
import {recordedSystem} from '../../helpers/recorded-system.ts';
import {contextOn} from './scripted-system.ts';

const writers = ['dd', 'wipefs', 'flock', 'partx', 'umount', 'swapoff'];

/** The made machine, on which programs that write succeed and are noted. */
const cleanOf = async (disk: MadeDisk) => {
	const machine = makeMachine({note: 'one disk', disks: [disk]});
	const recorded = recordedSystem(machine);
	const written: string[] = [];
	const run: System['run'] = async (command, options) => {
		const line = commandLine(command);
		const isWriting = writers.includes(command.program) && machine.commands[line] === undefined;
		if (!isWriting) {
			return recorded.run(command, options);
		}
		written.push(line);
		return {stdout: '', stderr: '', exitCode: 0};
	};
	const [found] = await probeDisks(recorded);
	if (found === undefined) {
		throw new Error('the machine shows no disk');
	}
	const pinned = pinDisk(found, {host: {bootId: known(bootId)}});
	const willWrite = async () => {
		written.push('(writing begins)');
	};
	const silent = {write: async () => {}, sync: async () => {}, close: async () => {}};
	const openInPlace: Files['openInPlace'] = async () => {
		written.push('(open for us alone)');
		return {...silent, async *pieces() {}};
	};
	const files = {...recorded.files, openInPlace};
	const context = {...contextOn({...recorded, run, files}), willWrite};
	const work = cleanDisk.run({disk: pinned}, context);
	return {
		work: await Promise.resolve(work).then(
			() => 'done',
			(error: unknown) => error,
		),
		written,
	};
};

const oddDisk: MadeDisk = {
	name: 'sda',
	deviceNumber: '8:0',
	sizeBytes: 480_103_981_056 + 512,
	serial: 'ODD1',
	model: 'ODD',
	edges: 'zero',
};

test('the first and the last MiB are zeroed, to the last byte of a disk of an odd size', async () => {
	const {work, written} = await cleanOf(oddDisk);
	expect(work).toBe('done');
	const size = 480_103_981_056 + 512;
	expect(written.slice(0, 5)).toEqual([
		'(open for us alone)',
		'(writing begins)',
		'wipefs --all --force --lock /dev/sda',
		'dd if=/dev/zero of=/dev/sda bs=1048576 count=1 oflag=seek_bytes seek=0 conv=nocreat,notrunc,fsync status=none',
		`dd if=/dev/zero of=/dev/sda bs=1048576 count=1 oflag=seek_bytes seek=${size - 1048576} conv=nocreat,notrunc,fsync status=none`,
	]);
});

test('a physical volume that came since the disk was chosen stops it before the first byte', async () => {
	const {work, written} = await cleanOf({...oddDisk, signatures: [{type: 'LVM2_member'}]});
	expect(work).toMatchObject({code: 'DISK_BUSY'});
	expect(String((work as Error).message)).toContain('/dev/sda is a member of an LVM volume group');
	expect((work as {remedy: string[]}).remedy.join(' ')).toContain('never taken apart here');
	expect(written).toEqual([]);
});
