/** The `ibi.*` names on a kernel command line: settings of the install, and orders for the console. Pure. */
import {InstallError} from '../errors.ts';
import {hintFault} from '../hardware/hint-expression.ts';
import {nearestName} from './faults.ts';
import {splitKernelArguments} from './kernel-words.ts';
import {type Orders, orderRows} from './orders.ts';
import {onSuccessValues, type Settings} from './settings.ts';

export type ParsedKernelArguments = {
	readonly settings: Partial<Settings>;
	readonly orders: Orders;
	/** `ibi.*` names that mean nothing to us. */
	readonly warnings: readonly string[];
};

type SettingRow = {
	readonly setting: keyof Settings;
	/** What was needed instead; undefined when the text is good. */
	readonly fault: (text: string) => string | undefined;
};

const settingRows: Readonly<Record<string, SettingRow>> = {
	'ibi.disk': {
		setting: 'installationDisk',
		fault: (text) =>
			/^(\/|serial:.|wwn:.|hint:.)/.test(text)
				? hintFault(text)
				: 'needed a path below /dev/disk/by-id, serial:…, wwn:… or hint:…',
	},
	'ibi.on_success': {
		setting: 'onSuccess',
		fault: (text) =>
			onSuccessValues.some((known) => known === text)
				? undefined
				: `needed one of ${onSuccessValues.join(', ')}`,
	},
};

export const kernelArgumentNames = [...Object.keys(settingRows), ...Object.keys(orderRows)];

/** The last of equal names wins. @throws InstallError CONFIG_INVALID with every bad value */
export const parseKernelArguments = (commandLine: string): ParsedKernelArguments => {
	const ours = splitKernelArguments(commandLine).filter(({name}) => name.startsWith('ibi.'));
	const last = new Map(ours.map(({name, value = ''}) => [name, value]));
	const found = [...last].map(([name, text]) => read(name, text));
	const faults = found.flatMap(({fault}) => fault ?? []);
	if (faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source: 'the kernel arguments', faults});
	}
	return {
		settings: Object.assign({}, ...found.map(({settings}) => settings)),
		orders: Object.assign({}, ...found.map(({orders}) => orders)),
		warnings: found.flatMap(({warning}) => warning ?? []),
	};
};

type Found = {
	readonly settings?: Partial<Settings>;
	readonly orders?: Orders;
	readonly fault?: string;
	readonly warning?: string;
};

const read = (name: string, text: string): Found => {
	const row = settingRows[name];
	if (row !== undefined) {
		const fault = row.fault(text);
		return fault === undefined ? {settings: {[row.setting]: text}} : {fault: `${name}: ${fault}`};
	}
	const order = orderRows[name];
	if (order === undefined) {
		return {warning: unknownName(name)};
	}
	const reading = order.read(text);
	return 'needed' in reading
		? {fault: `${name}: needed ${reading.needed}`}
		: {orders: {[order.order]: reading.value}};
};

const unknownName = (name: string): string => {
	const nearest = nearestName(name, kernelArgumentNames);
	const advice = nearest === undefined ? '' : `; did you mean ${nearest}?`;
	return `The kernel argument ${name} is not known and has no effect${advice}`;
};
