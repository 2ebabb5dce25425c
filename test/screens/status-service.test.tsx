/** Where the status service is shown, and to whom its token is not. */
import {expect, test} from 'vitest';
import type {ApiNotice} from '../../src/engine/api/notice.ts';
import {InstallError, toProblem} from '../../src/errors.ts';
import {deployed} from './edge/fixtures/run.ts';
import {waiting} from './edge/fixtures/states.ts';
import {showEdge} from './edge/show.tsx';
import {runningRun} from './fixtures/run.ts';
import {answered, unanswered} from './fixtures/states.ts';
import {show} from './show.tsx';

const fingerprint = Array.from({length: 32}, () => 'A1').join(':');
const token = 'aaaaa-bbbbb-ccccc-ddddd';
const api: ApiNotice = {kind: 'listening', host: '', port: 8443, fingerprint, token};

const unbroken = (screen: string): string => screen.replaceAll(/\s+/g, ' ');

/** Every page of the screen that stands. */
const allPages = async ({
	screen,
	press,
}: {
	readonly screen: () => string;
	readonly press: (...keys: string[]) => Promise<void>;
}): Promise<string> => {
	let seen = screen();
	for (let page = 1; page < 5; page += 1) {
		await press('right');
		seen += screen();
	}
	return unbroken(seen);
};

test('the first screen of a live system says where it listens, its token and its fingerprint', async () => {
	const seen = await allPages(await show({...unanswered, api}));
	expect(seen).toContain('every address, port 8443');
	expect(seen).toContain(token);
	expect(seen).toMatch(/SHA-256 A1:A1/);
});

test('so does the help of every screen, while a disk is written too', async () => {
	const shown = await show({...answered, run: runningRun, api});
	await shown.press('?');
	expect(await allPages(shown)).toContain(token);
	const edge = await showEdge({...waiting, api});
	await edge.press('?');
	expect(await allPages(edge)).toContain(token);
});

test('the screen of a deployed host, which anybody reads, has no token', async () => {
	const shown = await showEdge({...deployed, api});
	await shown.press('?');
	const seen = await allPages(shown);
	expect(seen).toContain('every address, port 8443');
	expect(seen).not.toContain(token);
});

test('a token that was given is not shown, and what keeps it from listening is', async () => {
	const {token: _, ...given} = api;
	expect(await allPages(await show({...unanswered, api: given}))).not.toContain('Bearer');
	const problem = toProblem(new InstallError('LISTEN_FAILED', {at: ':8443', why: 'EADDRINUSE'}));
	const seen = await allPages(await show({...unanswered, api: {kind: 'failed', problem}}));
	expect(seen).toContain('Listening on :8443 for the status service: EADDRINUSE.');
});
