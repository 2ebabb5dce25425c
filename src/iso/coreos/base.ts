/**
 * The live ISO that an installation ISO begins with: a file of this machine, or an address that it is fetched
 * from and kept. A download that was cut goes on where it stopped; a file that was kept is hashed at every use.
 */
import {createHash} from 'node:crypto';
import {InstallError} from '../../errors.ts';
import {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';
import {download, withoutPassword} from '../../tools/curl.ts';
import {requirePrograms} from '../../tools/presence.ts';
import {keep, keptDigest} from '../medium/kept-file.ts';

export type BaseRequest = {
	/** A path, or an address of http or https, which may say `?sha256=` itself. */
	readonly place: string;
	readonly sha256?: string;
	readonly cacheDirectory: string;
};

export type BaseIso = {
	readonly path: string;
	/** Lower case; undefined: nobody said it. */
	readonly sha256?: string;
	/** It was fetched, and can be fetched again. */
	readonly isKept: boolean;
};

export type FetchOptions = {
	readonly signal: AbortSignal;
	/** As `12 % of 1200M`. */
	readonly onProgress?: ((text: string) => void) | undefined;
};

/** @throws InstallError USAGE, DOWNLOAD_FAILED, ISO_DIGEST_MISMATCH */
export const findBase = async (
	system: System,
	{place, sha256, cacheDirectory}: BaseRequest,
	options: FetchOptions,
): Promise<BaseIso> => {
	if (!/^https?:\/\//.test(place)) {
		return {path: place, isKept: false, ...digestGiven(sha256)};
	}
	const address = addressOf(place);
	const given = digestGiven(sha256 ?? address.sha256);
	const path = `${cacheDirectory}/${nameOf(address.url)}`;
	const digest = await keptDigest(system, path);
	const isUsable = digest !== undefined && (given.sha256 ?? digest) === digest;
	const found = isUsable
		? digest
		: await fetchInto(system, {...address, ...given, path, cacheDirectory}, options);
	return {path, isKept: true, sha256: found};
};

type Address = {readonly url: Secret; readonly sha256?: string};

/** The digest is for us, not for the server. */
const addressOf = (text: string): Address => {
	if (!URL.canParse(text)) {
		throw new InstallError('USAGE', {what: 'the address of the live ISO is none'});
	}
	const url = new URL(text);
	const sha256 = url.searchParams.get('sha256') ?? undefined;
	url.searchParams.delete('sha256');
	return {url: new Secret(url.href), ...(sha256 !== undefined && {sha256})};
};

const digestGiven = (text: string | undefined): {readonly sha256?: string} => {
	if (text === undefined) {
		return {};
	}
	if (!/^[0-9a-fA-F]{64}$/.test(text)) {
		throw new InstallError('USAGE', {
			what: 'the SHA-256 of the live ISO is not 64 hexadecimal digits',
		});
	}
	return {sha256: text.toLowerCase()};
};

/** Two addresses may end in the same name. */
const nameOf = (url: Secret): string => {
	const start = createHash('sha256').update(url.reveal()).digest('hex').slice(0, 12);
	const name = new URL(url.reveal()).pathname.replace(/^.*\//, '').replaceAll(/[^\w.-]/g, '_');
	return `${start}-${name || 'live.iso'}`;
};

const neededPrograms = [
	{probe: {program: 'curl', args: ['--version']}, fromPackage: 'curl'},
	{probe: {program: 'flock', args: ['--version']}, fromPackage: 'util-linux'},
];

type Fetched = Address & {readonly path: string; readonly cacheDirectory: string};

const fetchInto = async (
	system: System,
	{url, sha256, path, cacheDirectory}: Fetched,
	{signal, onProgress}: FetchOptions,
): Promise<string> => {
	const partial = `${path}.partial`;
	await requirePrograms(system, neededPrograms, signal);
	await system.files.makeDirectory(cacheDirectory, 0o700);
	onProgress?.(`from ${withoutPassword(url)}`);
	await download(system, {url, path: partial}, {signal, onProgress});
	return keep(system, partial, path, {
		signal,
		...(sha256 !== undefined && {expectedSha256: sha256}),
	});
};
