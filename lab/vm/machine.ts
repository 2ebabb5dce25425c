/**
 * A virtual machine, without rights of root: firmware, disks that are files, a CD drive, a card whose other end is this
 * process, two serial lines. The first is the machine's console; on the second a shell of the live system listens, for
 * those who test. It ends with its owner.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {copyFile, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {cdDrive, machineArguments, uefiVariables, type VmSpec, vmFiles} from './arguments.ts';
import {openLine, type SerialLine} from './line.ts';
import {connectQmp, type Qmp} from './qmp.ts';
import {goOn, saveState} from './state.ts';
import {textRows} from './vga.ts';

export type Machine = {
	readonly directory: string;
	readonly serial: SerialLine;
	readonly shell: SerialLine;
	/** What the screen shows, where its card is in text mode; older rows may follow the visible ones. */
	readonly screenText: () => Promise<readonly string[]>;
	/** A picture of the screen, as PNG. */
	readonly screenshot: (file: string) => Promise<void>;
	/** Presses keys on the keyboard of the machine, as `ret` or `shift-a`. */
	readonly press: (...keys: readonly string[]) => Promise<void>;
	readonly ejectMedium: () => Promise<void>;
	readonly insertMedium: (file: string) => Promise<void>;
	/** Plugs an image in as a USB stick, where there is a socket. */
	readonly plugStick: (file: string) => Promise<void>;
	/** Keeps all of it but its disks in a file, from which others may go on, and ends it. */
	readonly saveState: (file: string) => Promise<void>;
	/** All at once, with whatever the disks had not been told yet. */
	readonly cutPower: () => Promise<void>;
	/** Resolves when the machine was turned off, by itself or by us. */
	readonly off: Promise<void>;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const startWithinMs = 30_000;
const pollMs = 50;

/** @param directory of this machine alone; its logs stay there. */
export const startMachine = async (directory: string, spec: VmSpec): Promise<Machine> => {
	const files = vmFiles(directory);
	if (spec.firmware === 'uefi' && (await sizeOf(files.variables)) === undefined) {
		await copyFile(uefiVariables, files.variables);
	}
	const words = ['--pdeathsig', 'KILL', 'nice', '-n', '10', 'qemu-system-x86_64'];
	const child = spawn('setpriv', [...words, ...machineArguments(directory, spec)], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	child.stderr.pipe(createWriteStream(join(directory, 'qemu.log')));
	const off = once(child, 'exit').then(() => {});
	const [qmp, serial, shell] = await Promise.race([
		Promise.all([
			retried(() => connectQmp(files.qmp)),
			retried(() => openLine(files.serial, files.serialLog, spec.serialBytesPerSecond)),
			retried(() => openLine(files.shell, files.shellLog)),
		]),
		off.then(() => Promise.reject(new Error(`QEMU did not start; see ${directory}/qemu.log`))),
	]);
	if (spec.state !== undefined) {
		await goOn(qmp);
	}
	const cutPower = async (): Promise<void> => {
		child.kill('SIGKILL');
		await off;
	};
	return {
		directory,
		serial,
		shell,
		...screenOf(qmp, directory),
		press: async (...keys) => {
			for (const key of keys) {
				await pressKey(qmp, key);
			}
		},
		ejectMedium: async () => {
			await qmp.execute('eject', {id: `${cdDrive}0`, force: true});
		},
		insertMedium: async (file) => {
			await qmp.execute('blockdev-change-medium', {
				id: `${cdDrive}0`,
				filename: file,
				format: 'raw',
				// The system inside holds the drawer shut while it has the medium mounted.
				force: true,
			});
		},
		plugStick: async (file) => {
			await qmp.execute('blockdev-add', {
				'node-name': 'stick',
				driver: 'raw',
				file: {driver: 'file', filename: file},
			});
			await qmp.execute('device_add', {
				driver: 'usb-storage',
				bus: 'usb.0',
				drive: 'stick',
				removable: true,
				id: 'stick0',
			});
		},
		saveState: async (file) => {
			await saveState(qmp, file);
			await cutPower();
		},
		cutPower,
		off,
		[Symbol.asyncDispose]: cutPower,
	};
};

const screenOf = (qmp: Qmp, directory: string) => ({
	screenText: async () => {
		const file = join(directory, 'vga.bin');
		await qmp.execute('pmemsave', {val: textMemory, size: textMemoryBytes, filename: file});
		return textRows(await readFile(file));
	},
	screenshot: async (file: string) => {
		await qmp.execute('screendump', {filename: file, format: 'png'});
	},
});

/** Where a VGA card has its text. */
const textMemory = 0xb8000;
const textMemoryBytes = 0x8000;

const pressKey = (qmp: Qmp, key: string): Promise<unknown> =>
	qmp.execute('send-key', {
		keys: key.split('-').map((data) => ({type: 'qcode', data})),
	});

/** QEMU makes its sockets one after another. */
const retried = async <T>(connect: () => Promise<T>): Promise<T> => {
	const deadlineMs = performance.now() + startWithinMs;
	while (true) {
		try {
			return await connect();
		} catch (error) {
			if (performance.now() > deadlineMs) {
				throw error;
			}
			await delay(pollMs);
		}
	}
};

const sizeOf = async (file: string): Promise<number | undefined> =>
	(await stat(file).catch(() => undefined))?.size;
