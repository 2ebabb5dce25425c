/** What an installation ISO is made of in a test, and what became of it. */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {toProblem} from '../../src/errors.ts';
import type {InstallationRequest} from '../../src/iso/create-installation-medium.ts';
import {realSystem} from '../../src/system/real.ts';
import {pullSecret} from '../config/install-documents.ts';
import {type MediumOptions, makeMedium} from './coreos-medium.ts';
import {makeProgram} from './program-source.ts';

export const system = realSystem(process.env);
export const {signal} = new AbortController();

export type Preparation = MediumOptions & {readonly document?: object};

export const prepare = (
	directory: string,
	{document = {}, ...options}: Preparation = {},
): InstallationRequest => {
	const whole = {
		seedImage: 'registry.example.com/seed:1',
		seedVersion: '4.18.0',
		installationDisk: '/dev/vda',
		pullSecret,
		...document,
	};
	writeFileSync(join(directory, 'image-based-installation-config.yaml'), JSON.stringify(whole));
	return {
		directory,
		base: makeMedium(directory, options),
		addedKargs: ['ibi.mode=confirm'],
		program: makeProgram(directory, options.architecture === 'aarch64' ? 'arm64' : 'amd64'),
		withSeed: false,
		withNetworkBoot: false,
		cacheDirectory: join(directory, 'cache'),
		madeAt: new Date('2026-03-01T12:00:00Z'),
	};
};

export const digestOf = (path: string): string =>
	createHash('sha256').update(readFileSync(path)).digest('hex');

export const problemOf = async (work: Promise<unknown>) => {
	try {
		await work;
	} catch (error) {
		return toProblem(error);
	}
	throw new Error('it worked');
};

export const results = (directory: string): readonly string[] =>
	readdirSync(directory).filter((name) => name.includes('rhcos-ibi'));
