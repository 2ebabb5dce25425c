/**
 * The connections of the site as keyfiles of NetworkManager. Which of them were put on the host is kept, so that those that
 * another configuration drops are removed, and nothing that the seed or nmstate wrote.
 */
import {z} from 'zod';
import {InstallError} from '../../../errors.ts';
import {Secret} from '../../../secret.ts';
import type {System} from '../../../system/types.ts';
import type {StepContext} from '../../step.ts';
import type {EdgeParams} from './inputs.ts';
import {host, site} from './layout.ts';
import {writeChanged} from './write-changed.ts';

export type Keyfile = {readonly name: string; readonly text: Secret};

/** @throws InstallError KEYFILE_REFUSED */
export const readKeyfiles = async ({files}: System): Promise<readonly Keyfile[]> => {
	const found: Keyfile[] = [];
	for (const name of await files.list(site.keyfiles)) {
		const path = `${site.keyfiles}/${name}`;
		if ((await files.stat(path))?.kind !== 'file' || (await files.resolve(path)) === undefined) {
			throw new InstallError('KEYFILE_REFUSED', {name, why: 'it is not a file'});
		}
		found.push({name, text: new Secret(await files.readText(path))});
	}
	return found;
};

/** May be cut short and repeated: a name is on the list before its file is on the host, and until it is gone. */
export const installKeyfiles = async (
	params: EdgeParams,
	wanted: readonly Keyfile[],
	{system, log}: StepContext,
): Promise<void> => {
	const names = wanted.map(({name}) => name);
	const earlier = await readInstalled(system, params);
	await writeInstalled(system, params, [...new Set([...earlier, ...names])]);
	await system.files.makeDirectory(host.keyfiles, 0o755);
	for (const name of earlier.filter((one) => !names.includes(one))) {
		await system.files.remove(`${host.keyfiles}/${name}`);
		log(`Connection ${name} is not in this configuration, and removed`);
	}
	for (const {name, text} of wanted) {
		// NetworkManager passes over files that others can read.
		if (await writeChanged(system, `${host.keyfiles}/${name}`, text, 0o600)) {
			log(`Connection ${name} is new`);
		}
	}
	await writeInstalled(system, params, names);
};

/** A name is one file in one folder, whoever wrote the list. */
const namesShape = z
	.array(z.string().regex(/^(?!\.{1,2}$)[^/]+$/))
	.readonly()
	.catch([]);

const readInstalled = async ({files}: System, params: EdgeParams): Promise<readonly string[]> => {
	const path = listPath(params);
	return (await files.stat(path)) === undefined
		? []
		: namesShape.parse(parseJson(await files.readText(path)));
};

const writeInstalled = async (
	system: System,
	params: EdgeParams,
	names: readonly string[],
): Promise<void> => {
	if (names.length > 0) {
		await writeChanged(system, listPath(params), `${JSON.stringify(names)}\n`, 0o600);
	} else {
		await system.files.remove(listPath(params));
	}
};

const listPath = ({stateDirectory}: EdgeParams): string => `${stateDirectory}/keyfiles.json`;

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
