import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {networkSeen, portsSeen, proxyTrialUntil, trialUntil} from '../../fixtures/network-tool.ts';
import {unanswered} from '../../fixtures/states.ts';
import {pictureOf, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('network') + 1);
const seen = {...unanswered, tools: networkSeen};

test('each card has its ladder, and the one under the cursor tells it rung by rung', async () => {
	expect(await pictureOf(seen, ['0', digit, 'down'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Network ─────────────────────────────────────────────────────────────────────
		     Card       Link  Addresses         Ladder
		  1  eno1       UP    192.0.2.10/24     holds
		> 2  eno2       UP    198.51.100.10/24  stops: Network: gateway
		  3  eno3       down  none              not used
		  4  This host                          holds
		  5  Plug a cable now: which port is it?
		  6  Climb again
		  7  Back
		── eno2 ───────────────────────────────────────────────────────── page 1 of 2 ──
		ok         Network: cable and link: link on eno2
		ok         Network: address: eno2 198.51.100.10/24
		not used   Network: nobody else has the address
		ok         Network: default route: by 198.51.100.1 on eno2
		FAILED     Network: gateway: the gateway 198.51.100.1 on eno2 does not answer
		           there, but on eno3: the cables are swapped
		           Do: Swap the cables, or give the addresses to the other card, then
		           check the network again.
		not used   Network: size of packets
		not used   Name servers
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('the clock and the registry are the ladder of the host', async () => {
	expect(await pictureOf(seen, ['0', digit, 'down', 'down', 'down'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Network ─────────────────────────────────────────────────────────────────────
		     Card       Link  Addresses         Ladder
		  1  eno1       UP    192.0.2.10/24     holds
		  2  eno2       UP    198.51.100.10/24  stops: Network: gateway
		  3  eno3       down  none              not used
		> 4  This host                          holds
		  5  Plug a cable now: which port is it?
		  6  Climb again
		  7  Back
		── This host ──────────────────────────────────────────────────── page 1 of 2 ──
		ok         Network: one network a card: no two cards are in one network
		ok         Time server: the clock follows a time server
		ok         Clock against the registry: within 5 s of the registry
		ok         Dates of the certificates: valid until 2028-01-01T00:00:00.000Z
		ok         Proxy: no proxy is used
		ok         Registry: name: the registry answers for
		           registry.example.com:5000/a/seed:1
		ok         Registry: connection: the registry answers for
		           registry.example.com:5000/a/seed:1
		ok         Registry: certificate: the registry answers for
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('one card shows the port of its switch, and can be made to blink', async () => {
	const {press, screen, console} = await show(seen);
	await press('0', digit, '1');
	expect(screen()).toMatch(/Switch port +sw-a, port Eth7 \(rack 4\)/);
	await press('1');
	expect(console.actions.at(-1)).toEqual({
		type: 'tool.do',
		deed: 'port.blink',
		params: {nic: 'eno1'},
	});
});

test('a port that a cable comes into is named', async () => {
	const {press, screen, console} = await show({...unanswered, tools: portsSeen(0, false)});
	await press('0', digit, '5');
	expect(screen()).toMatch(/eno3 +52:54:00:00:00:03 +no link/);
	expect(screen()).toMatch(/eno4 +52:54:00:00:00:04 +not started: cannot tell/);
	console.set({...unanswered, tools: portsSeen(1, true)});
	await press('up');
	expect(screen()).toMatch(/eno3 +52:54:00:00:00:03 +PLUGGED IN NOW/);
	expect(screen()).toMatch(/eno1 +52:54:00:00:00:01 +link/);
});

test('a change is typed into what is there now', async () => {
	expect(await pictureOf(seen, ['0', digit, '1', '3'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Change the network: eno1 ────────────────────────────────────────────────────
		> 1  Cards       [eno1                                                         ]
		                  One card; several with spaces between are bonded.
		  2  Bond mode   [                                                             ]
		  3  VLAN id     [                                                             ]
		  4  Addresses   [192.0.2.10/24                                                ]
		  5  Gateways    [192.0.2.1                                                    ]
		  6  DNS servers [192.0.2.53                                                   ]
		  7  MTU         [                                                             ]
		  8  Compare with what it is now
		  9  Back









		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('what is wrong is told at its field', async () => {
	const {press, screen} = await show(seen);
	await press('0', digit, '1', '3', 'down', 'down', ...'9999');
	await press('down', 'down', 'down', 'down', 'down', 'enter');
	expect(screen()).toContain('A number from 1 to 4094.');
});

test('old and new stand side by side before anything is tried', async () => {
	const typed = ['down', 'down', ...'120', 'down', 'down', 'down', 'down', 'down', 'enter'];
	const keys = ['0', digit, '1', '3', ...typed];
	expect(await pictureOf(seen, keys)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Try this network on eno1.120? ───────────────────────────────────────────────

		It is applied for 60 s. Keep it within that time; else it is put back by itself,
		also if this line is lost.

		             Now                              New
		Cards        eno1                             eno1
		Bond mode    none                             none
		VLAN id      none                             120
		Addresses    192.0.2.10/24                    192.0.2.10/24
		Gateways     192.0.2.1                        192.0.2.1
		DNS servers  192.0.2.53                       192.0.2.53
		MTU          none                             as it is




		────────────────────────────────────────────────────────────────────────────────
		> 1  Leave it as it is
		  2  Try it for 60 s
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	const {press, console, clock} = await show(seen);
	await press(...keys);
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.find(({type}) => type === 'tool.do')).toEqual({
		type: 'tool.do',
		deed: 'network.try',
		params: {
			cards: ['eno1'],
			vlan: 120,
			addresses: ['192.0.2.10/24'],
			gateways: ['192.0.2.1'],
			dnsServers: ['192.0.2.53'],
		},
	});
});

test('a trial can be kept while it lasts, and is told when nobody kept it', async () => {
	const tried = (until: string) => ({
		...unanswered,
		tools: {...networkSeen, ...trialUntil(until)},
	});
	const {press, screen, console} = await show(tried('2999-01-01T00:00:30.000Z'));
	await press('0', digit);
	expect(screen()).toContain('eno1 is being tried until 00:00:30 UTC.');
	await press('1');
	expect(console.actions.findLast(({type}) => type === 'tool.do')).toEqual({
		type: 'tool.do',
		deed: 'network.end',
		params: {how: 'keep'},
	});
	const late = await show(tried('1999-01-01T00:00:30.000Z'));
	await late.press('0', digit);
	expect(late.screen()).toContain('The change of eno1 was put back by itself: nobody kept it.');
	expect(late.screen()).not.toContain('Keep the change');
});

test('a trial can be kept although something else was done meanwhile', async () => {
	const blinked = {
		deed: 'port.blink',
		about: 'eno1',
		startedAt: '2026-11-21T09:17:58.000Z',
		progress: {},
		outcome: {kind: 'cancelled'},
	} as const;
	const {press, screen} = await show({
		...unanswered,
		tools: {...networkSeen, ...trialUntil('2999-01-01T00:00:30.000Z'), deed: blinked},
	});
	await press('0', digit);
	expect(screen()).toContain('eno1 is being tried until 00:00:30 UTC.');
	expect(screen()).toContain('Keep the change');
});

test('the proxy is changed with old and new side by side, and no password is shown', async () => {
	const typed = ['down', ...Array(60).fill('backspace'), ...'http://u:planted@p.lab.test:8080'];
	const {press, screen, console, clock} = await show(seen);
	await press('0', digit, '4', '1', ...typed, 'enter', 'enter');
	expect(screen()).toContain('planted');
	await press('enter');
	expect(screen()).toMatchInlineSnapshot(`
		"ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Try this proxy? ─────────────────────────────────────────────────────────────

		What this console fetches from now on goes through it, for 60 s. Keep it within
		that time; else it is put back by itself. Kept, it lasts until the next start; a
		cluster has the proxy of its configuration.

		              Now                              New
		HTTP proxy    none                             none
		HTTPS proxy   http://user:<redacted>@proxy.ex  http://u:<redacted>@p.lab.test:8
		              ample.com:3128                   080
		No proxy for  .example.com                     .example.com






		────────────────────────────────────────────────────────────────────────────────
		> 1  Leave it as it is
		  2  Try it for 60 s
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools"
	`);
	expect(screen()).not.toContain('planted');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.find(({type}) => type === 'tool.do')).toEqual({
		type: 'tool.do',
		deed: 'proxy.try',
		params: {httpsProxy: 'http://u:planted@p.lab.test:8080'},
	});
});

test('a password that is not shown must be typed with the rest', async () => {
	const {press, screen, console} = await show(seen);
	await press('0', digit, '4', '1', 'down', 'backspace', '9', 'enter', 'enter', 'enter');
	expect(screen()).toContain('A whole URL with http or https, and its password');
	expect(console.actions.filter(({type}) => type === 'tool.do')).toEqual([]);
});

test('a trial of the proxy is kept or put back by its own deed', async () => {
	const tools = {...networkSeen, ...proxyTrialUntil('2999-01-01T00:00:30.000Z')};
	const {press, screen, console} = await show({...unanswered, tools});
	await press('0', digit);
	expect(screen()).toContain('The proxy proxy.example.com:3128 is being tried until 00:00:30 UTC.');
	await press('2');
	expect(console.actions.findLast(({type}) => type === 'tool.do')).toEqual({
		type: 'tool.do',
		deed: 'proxy.end',
		params: {how: 'revert'},
	});
});
