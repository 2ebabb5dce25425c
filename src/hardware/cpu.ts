/** What the host computes with: sockets, cores, threads, the instructions it has, and its memory nodes. */
import type {System} from '../system/types.ts';
import {readAttribute} from '../tools/attribute.ts';
import {countCpus} from './cpu-list.ts';
import {type Fact, known, unknown} from './fact.ts';
import type {CpuFacts, CpuLevel, NumaNode} from './host-facts.ts';
import type {Probes} from './probes.ts';

const cpuDevices = '/sys/devices/system/cpu';
const nodeDevices = '/sys/devices/system/node';

const cpuinfo = (system: System): Promise<string> => system.files.readText('/proc/cpuinfo');

export const cpuProbes: Probes<CpuFacts> = {
	sockets: async (system) => countDistinct(await cpuinfo(system), ['physical id']),
	cores: async (system) => countDistinct(await cpuinfo(system), ['physical id', 'core id']),
	presentCpus: async (system) =>
		known(countCpus(await system.files.readText(`${cpuDevices}/present`))),
	isSmtActive: async (system) => {
		const active = await readAttribute(system, `${cpuDevices}/smt/active`);
		return active === undefined
			? unknown('the kernel does not tell of hyper-threading')
			: known(active === '1');
	},
	isolated: async (system) => known((await system.files.readText(`${cpuDevices}/isolated`)).trim()),
	flags: async (system) => parseFlags(await cpuinfo(system)),
	level: async (system) => levelOf(parseFlags(await cpuinfo(system))),
	hasVirtualisation: async (system) => {
		const flags = parseFlags(await cpuinfo(system));
		return flags.known
			? known(flags.value.some((flag) => flag === 'vmx' || flag === 'svm'))
			: flags;
	},
	numaNodes: (system) => readNodes(system),
};

/** How many different values these fields have together, over all processors. ARM has no such fields. */
export const countDistinct = (text: string, fields: readonly string[]): Fact<number> => {
	const values = text
		.split(/\n\s*\n/)
		.map((block) => fields.map((field) => fieldOf(block, field)))
		.filter((found) => found.every((value) => value !== undefined))
		.map((found) => found.join(' '));
	return values.length === 0
		? unknown('the kernel does not tell the topology')
		: known(new Set(values).size);
};

const fieldOf = (block: string, field: string): string | undefined =>
	new RegExp(`^${field}\\s*: (.+)$`, 'm').exec(block)?.[1];

/** Of the first processor: the kernel hides what not all of them have. */
export const parseFlags = (text: string): Fact<readonly string[]> => {
	const flags = /^flags\s*: (.+)$/m.exec(text)?.[1];
	return flags === undefined
		? unknown('the kernel does not tell the flags of the CPU')
		: known(flags.trim().split(/\s+/));
};

/** x86-64 psABI, by the names that the kernel gives to the flags. */
const flagsOfLevel: readonly (readonly [CpuLevel, readonly string[]])[] = [
	[2, ['cx16', 'lahf_lm', 'popcnt', 'pni', 'sse4_1', 'sse4_2', 'ssse3']],
	[3, ['avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe', 'xsave']],
	[4, ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl']],
];

export const levelOf = (flags: Fact<readonly string[]>): Fact<CpuLevel> => {
	if (!flags.known) {
		return flags;
	}
	const missing = flagsOfLevel.find(([, needed]) =>
		needed.some((flag) => !flags.value.includes(flag)),
	);
	return known(missing === undefined ? 4 : ((missing[0] - 1) as CpuLevel));
};

const readNodes = async (system: System): Promise<Fact<readonly NumaNode[]>> => {
	const names = (await system.files.list(nodeDevices)).filter((name) => /^node\d+$/.test(name));
	const nodes = await Promise.all(names.map((name) => readNode(system, name)));
	return nodes.length === 0
		? unknown('the kernel does not tell its memory nodes')
		: known(nodes.toSorted((one, other) => one.number - other.number));
};

const readNode = async (system: System, name: string): Promise<NumaNode> => {
	const meminfo = await readAttribute(system, `${nodeDevices}/${name}/meminfo`);
	const kibibytes = /MemTotal:\s+(\d+) kB/.exec(meminfo ?? '')?.[1];
	return {
		number: Number(name.slice('node'.length)),
		cpus: (await readAttribute(system, `${nodeDevices}/${name}/cpulist`)) ?? 'none',
		memoryBytes:
			kibibytes === undefined
				? unknown('the kernel does not tell the memory of this node')
				: known(Number(kibibytes) * 1024),
	};
};
