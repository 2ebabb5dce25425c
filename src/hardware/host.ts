/** The host itself: who made it, how it boots, what it computes with, what time it believes it is. */
import type {System} from '../system/types.ts';
import {reading} from '../tools/reading.ts';
import {countCpus} from './cpu-list.ts';
import {fromDmi} from './dmi.ts';
import {type Fact, type HostFacts, known, unknown} from './facts.ts';
import type {Probes} from './probes.ts';

export const hostProbes: Probes<HostFacts> = {
	hostName: async (system) => fromFile(system, '/proc/sys/kernel/hostname'),
	vendor: async (system) => fromDmi(system, 'sys_vendor'),
	product: async (system) => fromDmi(system, 'product_name'),
	serial: async (system) => fromDmi(system, 'product_serial'),
	firmware: async (system) =>
		known((await system.files.stat('/sys/firmware/efi')) === undefined ? 'bios' : 'uefi'),
	architecture: async (system, signal) => {
		const {stdout} = await system.run({program: 'uname', args: ['--machine']}, reading(signal));
		const machine = stdout.trim();
		return known(imageArchitectures[machine] ?? machine);
	},
	cpuModel: async (system) => parseCpuModel(await system.files.readText('/proc/cpuinfo')),
	onlineCpus: async (system) =>
		known(countCpus(await system.files.readText('/sys/devices/system/cpu/online'))),
	memoryBytes: (system) => readMemory(system),
	kernel: async (system) => fromFile(system, '/proc/sys/kernel/osrelease'),
	isSelinuxEnabled: async (system) =>
		known((await system.files.stat('/sys/fs/selinux/enforce')) !== undefined),
	bootId: async (system) => fromFile(system, '/proc/sys/kernel/random/boot_id'),
	isClockSynchronised: async (system, signal) => {
		const {stdout} = await system.run(
			{program: 'timedatectl', args: ['show', '--property=NTPSynchronized', '--value']},
			reading(signal),
		);
		return known(stdout.trim() === 'yes');
	},
};

/** The names that OCI images use, by what the kernel says. */
const imageArchitectures: Readonly<Record<string, string>> = {
	x86_64: 'amd64',
	aarch64: 'arm64',
	ppc64le: 'ppc64le',
	s390x: 's390x',
};

/** ARM has no such line. */
export const parseCpuModel = (text: string): Fact<string> => {
	const model = /^model name\s*:\s*(.+)$/m.exec(text)?.[1];
	return model === undefined ? unknown('the kernel does not name the CPU') : known(model.trim());
};

const memoryBlocks = '/sys/devices/system/memory';

/** What is installed, in memory blocks; MemTotal is 1-3 % less, since the kernel keeps some for itself. */
const readMemory = async (system: System): Promise<Fact<number>> => {
	const names = await system.files.list(memoryBlocks);
	const blocks = names.filter((name) => /^memory\d+$/.test(name)).length;
	if (blocks > 0) {
		const size = await system.files.readText(`${memoryBlocks}/block_size_bytes`);
		return known(blocks * Number.parseInt(size.trim(), 16));
	}
	return parseMemTotal(await system.files.readText('/proc/meminfo'));
};

export const parseMemTotal = (text: string): Fact<number> => {
	const kibibytes = /^MemTotal:\s+(\d+) kB$/m.exec(text)?.[1];
	return kibibytes === undefined
		? unknown('/proc/meminfo has no MemTotal')
		: known(Number(kibibytes) * 1024);
};

const fromFile = async (system: System, path: string): Promise<Fact<string>> => {
	const text = (await system.files.readText(path)).trim();
	return text === '' ? unknown(`${path} is empty`) : known(text);
};
