/**
 * A lab host as it is after booting an installation ISO: Ignition's files are in place, and the units were started by
 * the lines that stand in them. What boots and what systemd decides is not tried here; where this kernel has no
 * iso9660, the files of the medium stand in for its mount.
 */
import {dirname} from 'node:path';
import type {LabHost} from '../../lab/host.ts';
import {inspectLiveIso} from '../../src/iso/coreos/installation-iso.ts';
import type {System} from '../../src/system/types.ts';

type Ignition = {
	readonly storage: {
		readonly files: readonly {
			readonly path: string;
			readonly mode: number;
			readonly contents: {readonly source: string};
		}[];
	};
	readonly systemd: {
		readonly units: readonly {readonly name: string; readonly contents: string}[];
	};
};

export type LiveSystem = {
	/** The values of one key of a unit, in their order. */
	readonly said: (unit: string, key: string) => readonly string[];
	/** Runs the lines of a unit, as systemd does after the conditions; gives what they printed. */
	readonly start: (unit: string) => Promise<string>;
};

export const bootInstallationIso = async (
	system: System,
	host: LabHost,
	iso: string,
): Promise<LiveSystem> => {
	const inside = async (words: readonly string[], input?: string): Promise<string> => {
		const [program = '', ...args] = words;
		const options = input === undefined ? {} : {input};
		return (await system.run(host.inside(program, ...args), options)).stdout;
	};
	const {ignition} = await inspectLiveIso(system, iso);
	if (ignition.kind !== 'config') {
		throw new Error(`the Ignition area is ${ignition.kind}`);
	}
	const {storage, systemd} = JSON.parse(ignition.config.reveal()) as Ignition;
	for (const {path, mode, contents} of storage.files) {
		const text = Buffer.from(contents.source.replace(/^.*;base64,/, ''), 'base64').toString();
		await inside(['mkdir', '-p', dirname(path)]);
		await inside(['tee', path], text);
		await inside(['chmod', mode.toString(8), path]);
	}
	await inside(['xorriso', '-osirrox', 'on', '-indev', iso, '-extract', '/', '/run/media/iso']);
	const contentsOf = (unit: string): string =>
		systemd.units.find(({name}) => name === unit)?.contents ?? '';
	const said = (unit: string, key: string): readonly string[] =>
		[...contentsOf(unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(
			([, value = '']) => value,
		);
	const start = async (unit: string): Promise<string> => {
		let printed = '';
		for (const directory of said(unit, 'RuntimeDirectory')) {
			await inside(['mkdir', '-p', `/run/${directory}`]);
		}
		for (const line of [...said(unit, 'ExecStartPre'), ...said(unit, 'ExecStart')]) {
			printed += await inside(line.split(' '));
		}
		for (const where of said(unit, 'Where')) {
			const [type = '', options = '', what = ''] = ['Type', 'Options', 'What'].map(
				(key) => said(unit, key)[0],
			);
			await inside(['mkdir', '-p', where]);
			await inside(['mount', '-t', type, '-o', options, what, where]);
		}
		return printed;
	};
	return {said, start};
};
