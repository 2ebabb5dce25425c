import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {InstallError} from '../../src/errors.ts';
import {Secret} from '../../src/secret.ts';
import {judgedByNmstate} from '../../src/tools/nmstatectl.ts';
import {type Answer, scriptedSystem} from '../engine/steps/scripted-system.ts';
import {inTemporary} from '../iso/xorriso.ts';

const {signal} = new AbortController();
const document = new Secret('interfaces: []\n');

const judged = async (answer: (path: string) => Answer | undefined) => {
	let verdict: unknown;
	let isLeft = true;
	await inTemporary(async (directory) => {
		const path = join(directory, 'network.yaml');
		const {system} = scriptedSystem(({args}) => answer(args.at(-1) ?? ''));
		verdict = await judgedByNmstate(system, path, document, signal);
		isLeft = existsSync(path);
	});
	expect(isLeft).toBe(false);
	return verdict;
};

test('nmstate judges the document from a file that nobody else can read', async () => {
	let seen = '';
	const verdict = await judged((path) => {
		seen = `${(statSync(path).mode & 0o777).toString(8)} ${readFileSync(path, 'utf8')}`;
		return undefined;
	});
	expect([verdict, seen]).toEqual([{kind: 'good'}, '600 interfaces: []\n']);
});

test('what it refuses is told without what stands in the document', async () => {
	const stderr = `NmstateError: InvalidArgument: Interface eth0 has 'planted' as mode`;
	expect(await judged(() => ({exitCode: 1, stderr}))).toEqual({
		kind: 'refused',
		why: 'InvalidArgument: Interface eth0 has … as mode',
	});
});

test('a workstation without nmstatectl has no verdict', async () => {
	const verdict = await judged(() => {
		throw new InstallError('COMMAND_MISSING', {program: 'nmstatectl'});
	});
	expect(verdict).toEqual({kind: 'not asked'});
});
