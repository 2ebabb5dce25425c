import {expect, test} from 'vitest';
import {differing, waiting} from '../fixtures/states.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

test('the devices that were seen, and why each is not taken', async () => {
	expect(await edgePictureOf(waiting)).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Waiting for the configuration ───────────────────────────────────────────────
		     Device       Size  Files  Label           Taken
		> 1  Type the values here
		  2  /dev/sdb1   16 GB  vfat   cluster-config  NO: 2 faults
		  3  /dev/sdc1  8.0 GB  ext4   BACKUP          not by itself: it has no label ~
		  4  /dev/sda   960 GB  -      -               NO: it is the installation disk~
		── What is looked for ──────────────────────────────────────────────────────────
		Plug in a configuration ISO or a stick with a filesystem labelled
		cluster-config, on the whole device or a partition. Or type the values here.
		New devices show up here by themselves.










		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('two media that differ are listed, and neither is taken', async () => {
	expect(await edgePictureOf(differing)).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Waiting for the configuration ───────────────────────────────────────────────
		These have different configurations: /dev/sr0, /dev/sdb1. Remove all but one, or
		look at one and take it.
		> 1  Type the values here
		  2  /dev/sr0   411 kB  iso9660  cluster-config  GOOD
		  3  /dev/sdb1   16 GB  vfat     cluster-config  GOOD
		── What is looked for ──────────────────────────────────────────────────────────
		Plug in a configuration ISO or a stick with a filesystem labelled
		cluster-config, on the whole device or a partition. Or type the values here.
		Devices are listed every 5 s, as no events of them are heard (udevadm was not
		found).









		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});

test('the list is live: a device that is pulled out goes, one that comes is there', async () => {
	const {console, press, screen} = await showEdge(waiting);
	expect(screen()).toContain('/dev/sdc1');
	console.set(differing);
	await press('x');
	expect(screen()).not.toContain('/dev/sdc1');
	expect(screen()).toContain('/dev/sr0');
	expect(console.actions).toEqual([]);
});

test('while it is imported, and when that fails, the screen says so', async () => {
	const loading = {...waiting, site: {kind: 'loading'}, siteFrom: '/dev/sr0'} as const;
	expect(await edgePictureOf(loading)).toContain('Importing the configuration from /dev/sr0 ...');
	const problem = {
		code: 'SITE_UNREADABLE',
		kind: 'input',
		message: 'Reading /dev/sr0: it was pulled out.',
		causes: [],
		remedy: ['Plug it in again.'],
	} as const;
	const picture = await edgePictureOf({...waiting, site: {kind: 'failed', problem}});
	expect(picture).toContain('REFUSED (SITE_UNREADABLE) Reading /dev/sr0: it was pulled out.');
	expect(picture).toContain('Plug it in again.');
});
