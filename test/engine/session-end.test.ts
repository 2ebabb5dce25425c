/** A session that was ended begins nothing any more, and the journal stays as it was. */
import {expect, test} from 'vitest';
import {journalVersion} from '../../src/engine/events.ts';
import {openSession} from '../../src/engine/session.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const journalPath = '/run/ibi-console/journal.jsonl';

const unfinished = JSON.stringify({
	seq: 1,
	at: '2026-01-01T00:00:00.000Z',
	type: 'run.started',
	version: journalVersion,
	runId: 'a',
	plan: {
		name: 'install',
		phases: [
			{
				id: 'finish',
				steps: [{id: 'host.power', step: 'host.power', params: {what: 'poweroff'}, weight: 1}],
			},
		],
	},
});

const open = () => {
	const machine = memoryMachine();
	machine.files.set(journalPath, `${unfinished}\n`);
	const system = memorySystem(machine);
	const ran: string[] = [];
	const session = openSession({
		system: {
			...system,
			run: async ({program}) => {
				ran.push(program);
				return {stdout: '', stderr: '', exitCode: 0};
			},
		},
		earlierRuns: 'told',
		config: {},
		stateDirectory: '/run/ibi-console',
		remember: () => {},
	});
	return {session, machine, ran};
};

test('it takes up the run of its journal while it lives', async () => {
	const {session, ran} = open();
	expect(await session.resume()).toEqual({kind: 'done'});
	expect(ran).toEqual(['systemctl']);
});

test('it does not take up a run whose journal another version wrote', async () => {
	const {session, machine, ran} = open();
	machine.files.set(journalPath, `${unfinished.replace('"version":1', '"version":7')}\n`);
	await expect(session.resume()).rejects.toMatchObject({
		code: 'JOURNAL_OF_OTHER_VERSION',
		message: expect.stringContaining('version 7'),
	});
	expect(ran).toEqual([]);
});

test('after its end it takes up nothing', async () => {
	const {session, machine, ran} = open();
	await session.close();
	await expect(session.resume()).rejects.toMatchObject({code: 'CANCELLED'});
	expect(ran).toEqual([]);
	expect(machine.files.get(journalPath)).toBe(`${unfinished}\n`);
});

test('where the disks could not be read, nobody says that there is nothing to resume', async () => {
	const {session, machine} = open();
	machine.files.delete(journalPath);
	machine.files.set('/proc/cmdline', 'quiet');
	await expect(session.resume()).rejects.toMatchObject({
		code: 'DISKS_UNREAD',
		message: expect.stringMatching(/the disks of this host could not be read, because ./),
	});
});
