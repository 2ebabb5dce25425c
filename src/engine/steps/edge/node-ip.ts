/**
 * The addresses of the node: a hint to the host's own service, which network to look in, and what it found. The
 * service is asked only when the site does not name them.
 */
import {InstallError} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {beginUnit, unitState} from '../../../tools/units.ts';
import {machineNetworksOf, nodeIpsOf} from '../../recert/networks.ts';
import type {Step, StepContext} from '../../step.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {host} from './layout.ts';
import {writeChanged} from './write-changed.ts';

export type NodeIpParams = EdgeParams & {
	/** How long the service may look. */
	readonly limitMs: number;
};

export const findNodeIps: Step<NodeIpParams> = {
	run: async ({limitMs}, context) => {
		const {system, log} = context;
		const site = await readSite(system);
		await writeHint(system, machineNetworksOf(site));
		if (nodeIpsOf(site).length === 0) {
			await waitForAddress(limitMs, context);
		}
		log(`Addresses of the node: ${(await readNodeIps(system)).join(', ')}`);
	},
};

/** Those that the site names, else those that the host found; primary first. @throws InstallError NODE_IP_UNKNOWN */
export const readNodeIps = async (system: System): Promise<readonly string[]> => {
	const named = nodeIpsOf(await readSite(system));
	return named.length > 0 ? named : addressesIn(await readIfThere(system, host.kubeletAddresses));
};

/** @throws InstallError NODE_IP_UNKNOWN */
export const addressesIn = (unitText: string): readonly string[] => {
	const found = settingsIn(unitText);
	if (found.length === 0) {
		throw new InstallError('NODE_IP_UNKNOWN', {why: 'kubelet was given none', seconds: 0});
	}
	return found;
};

/** `Environment="KUBELET_NODE_IP=a" "KUBELET_NODE_IPS=a,b"`: the list wins. */
const settingsIn = (unitText: string): readonly string[] => {
	const lines = unitText.split('\n').filter((line) => line.startsWith('Environment='));
	const settingOf = (name: string): string | undefined =>
		lines.map((line) => new RegExp(`"${name}=([^"]*)"`).exec(line)?.[1]).find(Boolean);
	return (settingOf('KUBELET_NODE_IPS') ?? settingOf('KUBELET_NODE_IP') ?? '')
		.split(',')
		.map((address) => address.trim())
		.filter((address) => address !== '');
};

export const hintText = (networks: readonly string[]): string =>
	`KUBELET_NODEIP_HINT=${networks.map((network) => network.split('/')[0]).join(' ')}`;

const writeHint = async (system: System, networks: readonly string[]): Promise<void> => {
	if (networks.length > 0) {
		await writeChanged(system, host.nodeIpHint, hintText(networks), 0o600);
	}
};

const unit = 'nodeip-configuration.service';
const pauseMs = 100;
const tellEveryMs = 10_000;

/** Bounded, and it says what it waits for. */
const waitForAddress = async (limitMs: number, context: StepContext): Promise<void> => {
	const {system, signal, log} = context;
	// The service writes one after the other.
	const isKnown = async (): Promise<boolean> =>
		(await system.files.stat(host.primaryIp)) !== undefined &&
		settingsIn(await readIfThere(system, host.kubeletAddresses)).length > 0;
	if (await isKnown()) {
		return;
	}
	await beginUnit(system, unit, signal);
	const startedMs = system.clock.monotonicMs();
	let toldMs = startedMs;
	while (!(await isKnown())) {
		const nowMs = system.clock.monotonicMs();
		if (nowMs - startedMs > limitMs) {
			const why = `${unit} is ${await unitState(system, unit, signal)}`;
			throw new InstallError('NODE_IP_UNKNOWN', {why, seconds: Math.round(limitMs / 1000)});
		}
		if (nowMs - toldMs > tellEveryMs) {
			toldMs = nowMs;
			log(
				`Still no address in the machine network; ${unit} is ${await unitState(system, unit, signal)}`,
			);
		}
		await system.clock.sleep(pauseMs, signal);
	}
};

const readIfThere = async (system: System, path: string): Promise<string> =>
	(await system.files.stat(path)) === undefined ? '' : system.files.readText(path);
