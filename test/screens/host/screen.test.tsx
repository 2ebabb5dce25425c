import {expect, test} from 'vitest';
import {failedFacts, poor, probing, unanswered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('the first screen says which host this is, and that nothing is being written', async () => {
	expect(await pictureOf(unanswered)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── This host ───────────────────────────────────────────────────────────────────
		Vendor         Dell Inc.
		Product        PowerEdge XR8620t
		Serial number  7XK29W3
		Host name      sno-factory-17.lab.example.com
		Firmware       UEFI
		Architecture   amd64
		Processors     64 x Intel(R) Xeon(R) Gold 6433N CPU @ 2.00GHz
		Memory         135 GB
		Kernel         5.14.0-427.72.1.el9_4.x86_64
		SELinux        enabled
		Clock (UTC)    2026-11-21 09:14:03, synchronised
		Disks          8 found, 2 can be installed on
		Network        ens1f0np0 94:6d:ae:8a:12:34 UP 25 Gb/s, 10.46.61.17/26 and 2 more
		               eno8303 b4:45:06:ee:e8:10 down -, no address
		               eno8403 b4:45:06:ee:e8:11 down -, no address
		────────────────────────────────────────────────────────────────────────────────
		> 1  Continue
		  2  Look again
		  3  Leave the console
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('what could not be found out says why', async () => {
	expect(await pictureOf(poor)).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── This host ───────────────────────────────────────────────────────────────────
		Vendor         unknown: the file /sys/class/dmi/id could not be read: Permission
		               denied
		Product        unknown: the file /sys/class/dmi/id could not be read: Permission
		               denied
		Serial number  unknown: the file /sys/class/dmi/id could not be read: Permission
		               denied
		Host name      unknown: hostnamectl did not answer
		Firmware       UEFI
		Architecture   amd64
		Processors     64 x unknown: lscpu failed
		Memory         135 GB
		Kernel         5.14.0-427.72.1.el9_4.x86_64
		SELinux        enabled
		Clock (UTC)    2026-11-21 09:14:03, unknown whether synchronised
		Disks          unknown: lsblk failed with exit code 32: cannot open /sys/block:
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		> 1  Continue
		  2  Look again
		  3  Leave the console
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('until the host was looked at there is nothing to continue to', async () => {
	expect(await pictureOf(probing)).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── This host ───────────────────────────────────────────────────────────────────
		Looking at this host ...















		────────────────────────────────────────────────────────────────────────────────
		> 1  Look again
		  2  Leave the console
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('a host that could not be looked at shows the problem and what to do', async () => {
	expect(await pictureOf(failedFacts)).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── This host ───────────────────────────────────────────────────────────────────
		Code     COMMAND_FAILED
		Problem  Copying the image
		         registry.lab.example.com:5000/openshift/release@sha256:6f1c3e5f0d0e8a57
		         c3a4f0c6bb13f3a1: skopeo ended with exit code 1.
		Because  reading manifest: received unexpected HTTP status: 503 Service
		         Unavailable (tried 5 times in 62 s)
		Because  Get "https://registry.lab.example.com:5000/v2/": dial tcp
		         10.46.61.9:5000: connect: connection refused

		What to do
		• Check that the registry runs and that this host can reach it.
		• Then retry the step; what was fetched already is kept.




		────────────────────────────────────────────────────────────────────────────────
		> 1  Look again
		  2  Leave the console
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('looking again asks the engine, and the screen says that it looks until there are new facts', async () => {
	const {press, screen, console} = await show(unanswered);
	await press('2');
	expect(console.actions).toEqual([{type: 'facts.refresh'}]);
	expect(screen()).toContain('looking at the host ...');
	console.set({...unanswered, facts: {...unanswered.facts}});
	await press('down');
	expect(screen()).not.toContain('looking at the host ...');
});
