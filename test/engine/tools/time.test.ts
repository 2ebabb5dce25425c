import {expect, test} from 'vitest';
import {nothingKnown} from '../../../src/engine/tools/known.ts';
import {time} from '../../../src/engine/tools/looks/time.ts';
import {scriptedSystem} from '../steps/scripted-system.ts';
import {untried} from './untried.ts';

const {signal} = new AbortController();

test('a host without chronyd and without a clock on the board still tells its own time', async () => {
	const {system} = scriptedSystem(({program}) =>
		program === 'timedatectl' ? {stdout: 'no\n'} : {exitCode: 1, stderr: 'refused'},
	);
	const context = {
		system: {...system, files: {...system.files, stat: async () => undefined}},
		serves: 'install',
		stateDirectory: '/run/ibi-console',
		state: () => nothingKnown,
		...untried,
	} as const;
	const reading = await time.read(context, {}, signal);
	expect(Date.parse(reading.now)).toBeGreaterThan(0);
	expect(reading.sync.known).toBe(false);
	expect(reading.rtc.known).toBe(false);
	expect(reading.isRtcLocal).toEqual({known: true, value: false});
	expect(reading.certificates).toEqual([]);
});
