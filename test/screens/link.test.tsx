/** A console that shares its engine with others: what it says of the keys, and which of them it sends. */
import {expect, test} from 'vitest';
import type {Link} from '../../src/engine/service/client.ts';
import type {LinkPort} from '../../src/store/attached.ts';
import {unanswered} from './fixtures/states.ts';
import {show} from './show.tsx';

const holder = {id: 'c1', name: 'tty1'};
const other = {id: 'c2', name: 'ttyS0'};

const linked = async (link: Link) => {
	const sent: string[] = [];
	const port: LinkPort = {
		getLink: () => link,
		subscribe: () => () => {},
		baton: (verb) => sent.push(verb),
	};
	const shown = await show(unanswered, {link: port});
	return {...shown, sent, notice: () => shown.screen().split('\n').slice(-3)[0]?.trimEnd()};
};

test('the one that holds the keys says nothing of them, and T is a key like any other', async () => {
	const console = await linked({isConnected: true, you: 'c1', baton: {holder}});
	await console.press('t');
	expect([console.sent, console.screen().includes('keys')]).toEqual([[], false]);
});

test('one that watches says who holds them, and T asks for them', async () => {
	const console = await linked({isConnected: true, you: 'c2', baton: {holder}});
	expect(console.notice()).toBe('tty1 holds the keys; this console watches. T takes them over.');
	await console.press('T');
	expect(console.sent).toEqual(['take']);
});

test('the holder sees who asks for them, and K keeps them', async () => {
	const taking = {by: other, remainingMs: 4200};
	const console = await linked({isConnected: true, you: 'c1', baton: {holder, taking}});
	expect(console.notice()).toBe('ttyS0 takes the keys over in 5 s. K keeps them here.');
	await console.press('k');
	expect(console.sent).toEqual(['keep']);
});

test('an engine that is away is told, and no key is sent to it', async () => {
	const console = await linked({isConnected: false, you: 'c2', baton: {}});
	expect(console.notice()).toMatch(/^The engine is away/);
	await console.press('t');
	expect(console.sent).toEqual([]);
});

test('one that was never heard of is starting, as when the host has just booted', async () => {
	const console = await linked({isConnected: false, baton: {}});
	expect(console.notice()).toBe('The engine is starting ...');
});

test('one that does not come back, or never came, is no longer waited for in silence', async () => {
	for (const you of ['c2', undefined]) {
		const link = {isConnected: false, isLost: true, baton: {}, ...(you !== undefined && {you})};
		expect((await linked(link)).notice()).toMatch(
			/^The engine does not come back\. A login prompt/,
		);
	}
});
