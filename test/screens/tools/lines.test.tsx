/** The tools as a console of lines says them. */
import {expect, test} from 'vitest';
import {App} from '../../../src/screens/app.tsx';
import {toolIds} from '../../../src/screens/tools/rows.tsx';
import type {ConsoleState} from '../../../src/store/state.ts';
import {speak} from '../../helpers/lines.tsx';
import {fakeClock, fakeConsole} from '../fake-console.ts';
import {unanswered} from '../fixtures/states.ts';
import {laterLoad, load, loadSeen, logsSeen, servicesSeen, someEntries} from '../fixtures/tools.ts';

const digitOf = (id: (typeof toolIds)[number]): string => String(toolIds.indexOf(id) + 1);

const open = async (tools: ConsoleState['tools']) => {
	const console = fakeConsole({...unanswered, tools});
	const clock = fakeClock();
	return {...(await speak(<App console={console} clock={clock} />)), console, clock};
};

test('services are said with their states, and their last lines as details', async () => {
	const {answer} = await open(servicesSeen({kind: 'unit', name: 'chronyd.service'}));
	expect(await answer('0')).toContain(`${digitOf('services')} Services and containers`);
	const said = await answer(digitOf('services'));
	expect(said).toMatch(/3 chronyd\.service +failed \(exit-code\)/);
	expect(await answer('d 3')).toContain('Could not open /etc/chrony.conf');
});

test('logs are said line by line', async () => {
	const {answer} = await open(logsSeen(someEntries));
	await answer('0');
	expect(await answer(digitOf('logs'))).toContain(
		'09:10:02 chronyd: Could not open /etc/chrony.conf',
	);
});

test('the dashboard is figures, and does not take the terminal', async () => {
	const {answer, console, settle, news} = await open(loadSeen(load));
	await answer('0');
	expect(await answer(digitOf('dashboard'))).toMatch(/Processors +\?/);
	console.set({...unanswered, tools: loadSeen(laterLoad)});
	await settle();
	expect(news()).toContain('75 %');
});
