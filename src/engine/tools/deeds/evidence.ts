/** The ways of a support bundle out of this host: each makes one, of this moment, and brings it there. */
import {z} from 'zod';
import {InstallError} from '../../../errors.ts';
import {Secret} from '../../../secret.ts';
import type {System} from '../../../system/types.ts';
import {listAddresses} from '../../../tools/ip.ts';
import {type EvidenceGroup, evidenceGroups} from '../../evidence/group-names.ts';
import {type Bundle, type BundleOptions, makeBundle} from '../../evidence/make-bundle.ts';
import {sessionSource} from '../../evidence/session-source.ts';
import type {ToolContext} from '../context.ts';
import type {Deed, Doing} from '../deed.ts';

type Groups = {readonly leftOut: readonly EvidenceGroup[]};

const groups = {leftOut: z.array(z.enum(evidenceGroups))};

/** It stays in the state directory, for who takes it from there. */
export const evidenceKeep: Deed<Groups, Bundle> = {
	params: z.strictObject(groups),
	about: () => '',
	isHarmless: true,
	do: (context, {leftOut}, doing) => make(context, {leftOut}, doing),
};

export const evidenceToStick: Deed<Groups & {readonly device: string}, Bundle> = {
	params: z.strictObject({...groups, device: z.string().regex(/^\/dev\/[\w/.-]+$/)}),
	about: ({device}) => device,
	isHarmless: true,
	do: (context, {leftOut, device}, doing) =>
		make(context, {leftOut, out: {kind: 'stick', device}}, doing),
};

/** Somebody must type a line on another machine meanwhile. */
const webOpenMs = 15 * 60_000;
const webMostFetches = 3;

export const evidenceToWeb: Deed<Groups, Bundle> = {
	params: z.strictObject(groups),
	about: () => '',
	isHarmless: true,
	do: (context, {leftOut}, doing) => {
		const out = {kind: 'web', openMs: webOpenMs, mostFetches: webMostFetches} as const;
		const serve = {
			addresses: () => ownAddresses(context.system, doing.signal),
			opened: (lines: readonly string[]) => doing.tell({line: lines.join('\n')}),
		};
		return make(context, {leftOut, out, outs: {serve}}, doing, false);
	},
};

const uploadDeadlineMs = 10 * 60_000;

/** The token is a secret only from here on: what comes over the socket is text. */
export const evidenceUpload: Deed<
	Groups & {readonly url: string; readonly token: string; readonly method: 'PUT' | 'POST'},
	Bundle
> = {
	params: z.strictObject({
		...groups,
		url: z.url({protocol: /^https?$/}),
		token: z.string(),
		method: z.enum(['PUT', 'POST']),
	}),
	about: ({url}) => new URL(url).host,
	isHarmless: true,
	do: (context, {leftOut, url, token, method}, doing) => {
		const upload = {
			url: new Secret(url),
			method,
			...(token !== '' && {token: new Secret(token)}),
		};
		const out = {kind: 'upload', deadlineMs: uploadDeadlineMs} as const;
		return make(context, {leftOut, out, outs: {upload}}, doing);
	},
};

const make = (
	{system, serves, stateDirectory, evidence, state}: ToolContext,
	options: BundleOptions,
	{signal, tell}: Doing,
	tellsLines = true,
): Promise<Bundle> =>
	makeBundle(
		system,
		sessionSource(system, {serves, stateDirectory, evidence, known: () => ({...state()})}),
		options,
		{
			signal,
			tell: ({share, line}) =>
				tell({
					done: Math.floor(share * 100),
					total: 100,
					...(tellsLines && line !== undefined && {line}),
				}),
		},
	);

/** As others reach this host. */
const ownAddresses = async (system: System, signal: AbortSignal): Promise<readonly string[]> => {
	const addresses = await listAddresses(system, signal);
	const found = addresses.filter(({scope}) => scope === 'global');
	if (found.length === 0) {
		throw new InstallError('NO_OWN_ADDRESS', undefined);
	}
	return found.slice(0, mostAddresses).map(({address}) => address);
};

const mostAddresses = 3;
