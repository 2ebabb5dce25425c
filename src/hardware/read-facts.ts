/**
 * Facts as `ibi-console facts` printed them on another host, read back: the border at which a file becomes facts
 * again. Keys that are not known here pass, since the other host may have a newer console.
 */
import {z} from 'zod';
import {parseWith} from '../config/faults.ts';
import {InstallError} from '../errors.ts';
import type {Facts} from './facts.ts';

/** @throws InstallError CONFIG_INVALID with every fault of the file */
export const readFacts = (text: string, source: string): Facts =>
	parseWith(factsSchema, parseJson(text, source), source) as unknown as Facts;

const parseJson = (text: string, source: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		const faults = ['it is not the JSON text that ibi-console facts prints'];
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
};

const fact = <Value extends z.ZodType>(value: Value) =>
	z.discriminatedUnion('known', [
		z.looseObject({known: z.literal(true), value}),
		z.looseObject({known: z.literal(false), reason: z.string()}),
	]);

const text = z.string();
const number = z.number();
const flag = z.boolean();
const texts = z.array(text);

const allFacts = (names: readonly string[]) =>
	z.looseObject(Object.fromEntries(names.map((name) => [name, fact(something)])));

const something = z.unknown().refine((value) => value !== undefined, {error: 'is required'});

const host = z.looseObject({
	hostName: fact(text),
	vendor: fact(text),
	product: fact(text),
	serial: fact(text),
	firmware: fact(z.enum(['uefi', 'bios'])),
	architecture: fact(text),
	cpuModel: fact(text),
	onlineCpus: fact(number),
	memoryBytes: fact(number),
	kernel: fact(text),
	isSelinuxEnabled: fact(flag),
	bootId: fact(text),
	clock: z.iso.datetime({offset: true}),
	isClockSynchronised: fact(flag),
});

const partition = z.looseObject({
	number,
	path: text,
	deviceNumber: text,
	sizeBytes: number,
	label: text.optional(),
	filesystemLabel: text.optional(),
});

const contents = z.discriminatedUnion('kind', [
	z.looseObject({kind: z.literal('empty')}),
	z.looseObject({
		kind: z.literal('data'),
		partitions: z.array(partition),
		signatures: texts,
		looksLike: text,
		tableFaults: texts.optional(),
		unreadPartitions: texts.optional(),
	}),
]);

const use = z.discriminatedUnion('kind', [
	z.looseObject({kind: z.literal('mounted'), device: text, mountpoint: text}),
	z.looseObject({kind: z.literal('swap'), device: text}),
	z.looseObject({kind: z.literal('held'), device: text, holder: text}),
	z.looseObject({kind: z.literal('loop'), device: text, loop: text}),
]);

const disk = z.looseObject({
	path: text,
	deviceNumber: text,
	sequence: fact(number),
	kind: z.enum(['disk', 'rom', 'loop', 'multipath', 'raid', 'other']),
	fingerprint: z.looseObject({
		wwn: text.optional(),
		serial: text.optional(),
		model: text.optional(),
		sizeBytes: number,
		logicalSectorBytes: number,
		byPath: text.optional(),
	}),
	identity: z.enum(['unique', 'slot']),
	byId: texts,
	byPathLinks: texts.optional(),
	twins: texts.optional(),
	physicalSectorBytes: number,
	rotational: fact(flag),
	isRemovable: flag,
	isReadOnly: flag,
	contents: fact(contents),
	uses: fact(z.array(use)),
	identityFaults: texts.optional(),
	spellings: z.looseObject({serials: texts}).optional(),
	multipath: z
		.discriminatedUnion('role', [
			z.looseObject({role: z.literal('path'), map: text}),
			z.looseObject({role: z.literal('map'), name: text, paths: texts}),
		])
		.optional(),
	raid: z.looseObject({role: text, format: text, isFirmware: flag, members: texts}).optional(),
	memberships: z
		.array(z.looseObject({kind: text, device: text, signature: text, siblings: fact(texts)}))
		.optional(),
	nvme: z.looseObject({paths: z.array(z.looseObject({controller: text}))}).optional(),
	san: z.looseObject({kind: text}).optional(),
	health: fact(z.looseObject({verdict: text, notes: texts})).optional(),
	kernelErrors: fact(z.looseObject({count: number})).optional(),
});

const nic = z.looseObject({
	name: text,
	mac: text,
	isPhysical: flag,
	link: fact(z.enum(['up', 'down'])),
	speedMbps: fact(number),
	driver: fact(text),
	mtu: number,
	addresses: z.array(
		z.looseObject({family: z.literal([4, 6]), address: text, prefixLength: number}),
	),
});

const factsSchema = z.looseObject({
	host,
	disks: fact(z.array(disk)),
	network: z.looseObject({
		nics: fact(z.array(nic)),
		defaultRoutes: fact(
			z.array(z.looseObject({family: z.literal([4, 6]), gateway: text, nic: text})),
		),
		dnsServers: fact(texts),
	}),
	cpu: allFacts([
		...(['sockets', 'cores', 'presentCpus', 'isSmtActive', 'isolated'] as const),
		...(['flags', 'level', 'hasVirtualisation', 'numaNodes'] as const),
	]).optional(),
	platform: allFacts([
		...(['firmwareBits', 'secureBoot', 'bootEntry', 'tpm', 'isFipsEnabled'] as const),
		...(['virtualisation', 'uuid', 'board', 'chassisTag'] as const),
		...(['biosVersion', 'biosDate', 'bmc'] as const),
	]).optional(),
	time: allFacts(['sync', 'rtc', 'isRtcLocal']).optional(),
	storage: z
		.looseObject({
			controllers: fact(z.array(z.looseObject({address: text, kind: text, id: text}))),
			isNvmeMultipathOn: fact(flag),
			isMultipathRunning: fact(flag),
			missingTools: texts,
		})
		.optional(),
});
