import {expect, test} from 'vitest';
import type {ToolContext} from '../../../src/engine/tools/context.ts';
import {setClock} from '../../../src/engine/tools/deeds/set-clock.ts';
import {nothingKnown} from '../../../src/engine/tools/known.ts';
import {scriptedSystem} from '../steps/scripted-system.ts';
import {untried} from './untried.ts';

const doing = {signal: new AbortController().signal, tell: () => {}};
const at = '2026-11-21T09:30:00.000Z';

const contextOn = ({system}: Pick<ToolContext, 'system'>): ToolContext => ({
	system,
	serves: 'install',
	stateDirectory: '/run/ibi-console',
	state: () => nothingKnown,
	...untried,
});

test('the clock of the system is set first, and the one on the board from it', async () => {
	const {system, asked} = scriptedSystem(() => undefined);
	expect(await setClock.do(contextOn({system}), {at}, doing)).toEqual({});
	expect(asked).toEqual(['date --utc --set=@1795253400', 'hwclock --systohc --utc']);
});

test('a host without a clock on the board is set all the same, and says why that one was not', async () => {
	const {system} = scriptedSystem(({program}) =>
		program === 'hwclock' ? {exitCode: 1, stderr: 'Cannot access the Hardware Clock'} : undefined,
	);
	const {boardFault} = await setClock.do(contextOn({system}), {at}, doing);
	expect(boardFault).toContain('Cannot access the Hardware Clock');
});

test('a clock that cannot be set is a failure', async () => {
	const {system} = scriptedSystem(() => ({exitCode: 1, stderr: 'Operation not permitted'}));
	await expect(setClock.do(contextOn({system}), {at}, doing)).rejects.toThrow('not permitted');
});
