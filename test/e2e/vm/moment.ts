/**
 * One moment from which many machines go on: the first had booted, and everything was answered but the id of the disk. Each of
 * the others has a disk of its own, which is empty; their registry can be held.
 */
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {VmSpec} from '../../../lab/vm/arguments.ts';
import {type Gate, openGate} from '../../../lab/vm/gate.ts';
import {diskSerial, type Factory, openFactory, testArguments} from './factory.ts';
import {startVmHost, type VmHost} from './host.ts';
import {confirm, guardMs} from './keys.ts';
import {untilJournal} from './watch.ts';

export type Moment = {
	readonly factory: Factory;
	readonly gate: Gate;
	/** The installation ISO, which is in every drive. */
	readonly medium: string;
	/** The newest machine. */
	readonly host: () => VmHost | undefined;
	/** Ends the machine before it. */
	readonly goOn: (name: string, changes?: Partial<VmSpec>) => Promise<VmHost>;
	/** Cuts the power of the newest, with whatever its disk had not been told yet; the same host then boots anew. */
	readonly cutAndBoot: (name: string, from?: 'medium' | 'disk') => Promise<VmHost>;
	readonly close: () => Promise<void>;
};

const limitMs = 1_200_000;
export const toConfirm = 'type the last four characters of';
const kind = {hasUsb: true} as const;

export const openMoment = async (name: string): Promise<Moment> => {
	const factory = await openFactory(name);
	const gate = await openGate(factory.registryPort);
	const words = ['ibi.mode=confirm', `ibi.disk=serial:${diskSerial}`, 'ibi.console=ttyS0'];
	const medium = await factory.makeIso('iso', {kargs: [...testArguments, ...words]});
	const state = join(factory.directory, 'confirm.state');
	const shared = {...kind, medium, network: gate.port};
	const first = await startVmHost(factory, 'first', {
		...{...shared, disk: await factory.makeDisk('empty')},
	});
	await first.console.waitFor(toConfirm, limitMs);
	await first.saveState(state);
	let host: VmHost | undefined;
	let disk: string;
	return {
		factory,
		gate,
		medium,
		host: () => host,
		goOn: async (machine, changes = {}) => {
			await host?.cutPower();
			disk = await factory.makeDisk(machine);
			host = await startVmHost(factory, machine, {...shared, disk, state, ...changes});
			host.console.type('\x0c');
			await host.console.waitFor(toConfirm);
			return host;
		},
		cutAndBoot: async (machine, from = 'medium') => {
			await host?.cutPower();
			const spec = {...shared, disk, ...(from === 'disk' && {medium: undefined})};
			host = await startVmHost(factory, machine, spec);
			return host;
		},
		close: async () => {
			await host?.cutPower();
			gate.close();
			await factory.close();
		},
	};
};

/** Types the id of the disk. */
export const begin = ({console}: VmHost): Promise<void> => confirm(console, '4g27');

export const cutShort = 'The installation was cut short';

/** The run that the disk tells of, once its screen stands. */
export const takeUp = async (host: VmHost): Promise<void> => {
	await host.console.waitFor(cutShort, limitMs);
	await delay(guardMs);
	host.console.type('1');
	await untilJournal(host, '"run.resumed"');
};
