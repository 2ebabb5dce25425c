/** The session and the network: climbed when a seed is named, asked for again, forgotten with the seed. */
import {expect, test} from 'vitest';
import {isStale} from '../../src/engine/ladder/age.ts';
import {openPreparation} from '../../src/engine/preparation.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {InstallError} from '../../src/errors.ts';
import {readMachine, recordedSystem} from '../helpers/recorded-system.ts';

type Watched = {
	readonly session: Session;
	readonly types: () => readonly string[];
	readonly until: (type: SessionEvent['type']) => Promise<SessionEvent>;
	readonly latestFindings: () => readonly {readonly id: string}[];
};

const open = async (flags: {readonly seedImage?: string}): Promise<Watched> => {
	const system = recordedSystem(readMachine('factory-server'));
	const told: SessionEvent[] = [];
	const waiting = new Set<() => void>();
	const session = openSession({
		system: {
			...system,
			run: async (command, options) => {
				if (command.program !== 'skopeo') return system.run(command, options);
				throw new InstallError('COMMAND_MISSING', {program: 'skopeo'});
			},
		},
		earlierRuns: 'ignored',
		config: {flags},
		stateDirectory: '/run/ibi-console',
		remember: () => {},
	});
	session.subscribe((event) => {
		told.push(event);
		for (const wake of [...waiting]) wake();
	});
	await session.load();
	return {
		session,
		types: () => told.map(({type}) => type),
		until: (type) =>
			new Promise((resolve) => {
				const from = told.length;
				const look = (): void => {
					const found = told.slice(from).find((event) => event.type === type);
					if (found === undefined) return;
					waiting.delete(look);
					resolve(found);
				};
				waiting.add(look);
			}),
		latestFindings: () =>
			told.flatMap((event) => (event.type === 'decided' ? [event.decision.findings] : [])).at(-1) ??
			[],
	};
};

const seedImage = '198.51.100.5:5000/a/seed:1';

test('the way to a named seed is looked at together with the seed', async () => {
	const {session, types, latestFindings} = await open({seedImage});
	await session.start();
	expect(types()).toContain('ladder.loaded');
	expect(latestFindings().find(({id}) => id === 'net-carrier')).toMatchObject({
		verdict: {kind: 'passed', found: 'link on eno1'},
	});
});

test('before a seed is named nobody looks, unless asked', async () => {
	const {session, types, until} = await open({});
	await session.start();
	expect(types()).not.toContain('ladder.loading');
	const loaded = until('ladder.loaded');
	session.dispatch({type: 'network.check'});
	expect(await loaded).toMatchObject({ladder: {goal: {kind: 'none'}}});
});

test('looking at the host again looks at the way again', async () => {
	const {session, until} = await open({seedImage});
	await session.start();
	const loaded = until('ladder.loaded');
	session.dispatch({type: 'facts.refresh'});
	expect(await loaded).toMatchObject({ladder: {goal: {kind: 'registry'}}});
});

test('another seed image makes what was seen of the way to the first worthless', async () => {
	const {session, until, latestFindings} = await open({seedImage});
	await session.start();
	const absent = until('ladder.absent');
	session.dispatch({type: 'answers.set', answers: {seedImage: 'other.test/seed:2'}});
	await absent;
	expect(latestFindings().find(({id}) => id === 'net-carrier')).toMatchObject({
		severity: 'blocker',
		verdict: {kind: 'unknown', reason: 'the network was not looked at yet'},
	});
});

test('a way that was looked at too long ago is stale, and so is one of the future', () => {
	const ladder = {checkedAt: '2026-11-21T09:00:00.000Z', goal: {kind: 'none'}, rungs: {}} as const;
	const at = (time: string): boolean => isStale(ladder, new Date(`2026-11-21T${time}.000Z`));
	expect([at('09:00:00'), at('09:05:00'), at('09:05:01'), at('08:59:59')]).toEqual([
		false,
		false,
		true,
		true,
	]);
	expect(isStale(undefined, new Date())).toBe(true);
});

test('before an install begins, the way is looked at again where that is long ago', async () => {
	const system = recordedSystem(readMachine('factory-server'));
	let nowMs = Date.UTC(2026, 10, 21, 9);
	const told: string[] = [];
	const preparation = openPreparation(
		{...system, clock: {...system.clock, now: () => new Date(nowMs)}},
		({type}) => told.push(type),
		() => {},
		new AbortController().signal,
		false,
	);
	await preparation.load({flags: {seedImage}});
	const climbs = () => told.filter((type) => type === 'ladder.loading').length;
	await preparation.renewNetwork();
	expect(climbs()).toBe(1);
	nowMs += 4 * 60_000;
	await preparation.renewNetwork();
	expect(climbs()).toBe(1);
	nowMs += 2 * 60_000;
	await preparation.renewNetwork();
	expect(climbs()).toBe(2);
});
