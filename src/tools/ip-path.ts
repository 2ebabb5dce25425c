/** Which way packets to an address take, and whether its neighbour is there: `ip route get`, `ip neighbour show`. */
import {z} from 'zod';
import type {System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type Path =
	/** The address is one of this host. */
	| {readonly kind: 'local'}
	/** In a network of this host. */
	| {readonly kind: 'direct'; readonly nic: string}
	| {readonly kind: 'gateway'; readonly nic: string; readonly gateway: string}
	| {readonly kind: 'none'};

export const pathTo = async (
	system: System,
	address: string,
	signal?: AbortSignal,
): Promise<Path> => {
	const command = {program: 'ip', args: ['-json', 'route', 'get', address]};
	const options = {...reading(signal), acceptedExitCodes: [0, 1, 2]};
	const {stdout, exitCode} = await system.run(command, options);
	return exitCode === 0 ? parsePath(stdout) : {kind: 'none'};
};

export const parsePath = (text: string): Path => {
	const [route] = parseAnswer('ip', text, z.array(routeShape));
	if (route === undefined || unreachableTypes.includes(route.type ?? '')) {
		return {kind: 'none'};
	}
	if (route.type === 'local' || route.dev === 'lo') {
		return {kind: 'local'};
	}
	const gateway = route.gateway ?? route.via?.host;
	return gateway === undefined
		? {kind: 'direct', nic: route.dev}
		: {kind: 'gateway', nic: route.dev, gateway};
};

/** What the kernel knows of a neighbour after something was sent to it. */
export type Neighbour =
	| {readonly kind: 'present'; readonly mac: string}
	/** Nobody answered when it was asked for. */
	| {readonly kind: 'absent'}
	/** It was not asked for yet, or the link has no such question. */
	| {readonly kind: 'unasked'};

export const neighbour = async (
	system: System,
	{address, nic}: {readonly address: string; readonly nic: string},
	signal?: AbortSignal,
): Promise<Neighbour> => {
	const args = ['-json', 'neighbour', 'show', 'to', address, 'dev', nic];
	return parseNeighbour((await system.run({program: 'ip', args}, reading(signal))).stdout);
};

export const parseNeighbour = (text: string): Neighbour => {
	const rows = text.trim() === '' ? [] : parseAnswer('ip', text, z.array(neighbourShape));
	const [row] = rows;
	if (row === undefined) {
		return {kind: 'unasked'};
	}
	const states = row.state ?? [];
	if (row.lladdr !== undefined && !states.includes('FAILED')) {
		return {kind: 'present', mac: row.lladdr.toLowerCase()};
	}
	return states.some((state) => ['FAILED', 'INCOMPLETE'].includes(state))
		? {kind: 'absent'}
		: {kind: 'unasked'};
};

const unreachableTypes: readonly string[] = ['unreachable', 'blackhole', 'prohibit', 'throw'];

const routeShape = z.object({
	type: z.string().optional(),
	dev: z.string(),
	gateway: z.string().optional(),
	via: z.object({host: z.string()}).optional(),
});

const neighbourShape = z.object({
	lladdr: z.string().optional(),
	state: z.array(z.string()).optional(),
});
