import {expect, test} from 'vitest';
import {waiting} from '../fixtures/states.ts';
import {edgePictureOf, showEdge} from '../show.tsx';

const required = {
	clusterName: 'edge7',
	baseDomain: 'corp.net',
	machineNetwork: '10.0.0.0/24',
	pullSecret: '{"auths":{"quay.io":{"auth":"cGxhbnRlZDpwYXNz"}}}',
};

test('one line a field, what it takes below the one with the cursor, and the document', async () => {
	expect(await edgePictureOf(waiting, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Type the configuration ──────────────────────────────────────────────────────
		> 1  Cluster name     [                                                        ]
		                       Takes lower-case letters, digits and hyphens, at most 54.
		                       For example: edge-7
		  2  Base domain      [                                                        ]
		  3  Host name        [                                                        ]
		  4  Machine network  [                                                        ]
		  5  Network cards    [                                                        ]
		  6  Bond             [                                                        ]
		  7  Name servers     [                                                        ]
		  8  Time servers     [                                                        ]
		  9  HTTP proxy       [                                                        ]
		  10 HTTPS proxy      [                                                        ]
		── The document ────────────────────────────────────────────────────────────────
		api_version: 1
		cluster_id: <made on this host>
		infra_id: <made on this host>
		  18  Make the configuration
		  19  Show the whole document
		  20  Back
		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('the document follows each key', async () => {
	const {press, type, screen} = await showEdge(waiting);
	await press('1');
	await type('edge7');
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Type the configuration ──────────────────────────────────────────────────────
		> 1  Cluster name     [edge7                                                   ]
		                       Takes lower-case letters, digits and hyphens, at most 54.
		                       For example: edge-7
		  2  Base domain      [                                                        ]
		  3  Host name        [                                                        ]
		  4  Machine network  [                                                        ]
		  5  Network cards    [                                                        ]
		  6  Bond             [                                                        ]
		  7  Name servers     [                                                        ]
		  8  Time servers     [                                                        ]
		  9  HTTP proxy       [                                                        ]
		  10 HTTPS proxy      [                                                        ]
		── The document ────────────────────────────────────────────────────────────────
		api_version: 1
		cluster_name: edge7
		cluster_id: <made on this host>
		  18  Make the configuration
		  19  Show the whole document
		  20  Back
		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('a fault stands under its field while it is typed', async () => {
	const {press, type, screen} = await showEdge(waiting);
	await press('1', 'down', 'down', 'down');
	await type('10.0.0.1/24');
	expect(screen()).toContain('Needed a network as 192.0.2.0/24, and no address in it.');
});

test('a pull secret is never shown; what came of the paste is', async () => {
	const {press, paste, screen} = await showEdge(waiting);
	await press('1', ...Array.from({length: 12}, () => 'down'));
	await paste(required.pullSecret);
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Type the configuration ──────────────────────────────────────────────────────
		  8  Time servers     [                                                        ]
		  9  HTTP proxy       [                                                        ]
		  10 HTTPS proxy      [                                                        ]
		  11 Without proxy    [                                                        ]
		  12 SSH key          [                                                        ]
		> 13 Pull secret      [*************************************************       ]
		                       49 characters, pillow-ladder
		                       1 registry: quay.io
		  14 Trust bundle     [                                                        ]
		  15 Release registry [                                                        ]
		  16 Cluster id       [                                                        ]
		  17 Infra id         [                                                        ]
		── The document ────────────────────────────────────────────────────────────────
		infra_id: <made on this host>
		pull_secret: <secret, 49 characters>
		kubeadmin_password_hash: <made on this host>
		  18  Make the configuration
		  19  Show the whole document
		  20  Back
		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
	expect(screen()).not.toContain('cGxhbnRlZDpwYXNz');
});

test('a paste of several lines keeps them', async () => {
	const {press, paste, screen} = await showEdge(waiting);
	await press('1', ...Array.from({length: 11}, () => 'down'));
	await paste('ssh-ed25519 AAAAC3Nza one@example\r\nssh-ed25519 AAAAC3Nzb two@example\r\n');
	expect(screen()).toContain('one@example');
	expect(screen()).toContain('ssh-ed25519 two@example');
});

test('what is missing is told when somebody asks for the configuration, at its field', async () => {
	const {press, screen, console} = await showEdge(waiting);
	await press('1', 'up', 'up', 'up', 'enter');
	expect(console.actions).toEqual([]);
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Type the configuration ──────────────────────────────────────────────────────
		> 1  Cluster name     [                                                        ]
		                       Is required.
		  2  Base domain      [                                                        ]
		                       Is required.
		  3  Host name        [                                                        ]
		  4  Machine network  [                                                        ]
		                       Is required.
		  5  Network cards    [                                                        ]
		  6  Bond             [                                                        ]
		  7  Name servers     [                                                        ]
		  8  Time servers     [                                                        ]
		4 fields must be put right first.
		── The document ────────────────────────────────────────────────────────────────
		api_version: 1
		cluster_id: <made on this host>
		infra_id: <made on this host>
		  18  Make the configuration
		  19  Show the whole document
		  20  Back
		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('the answers go to the engine, and the texts stay when somebody looks elsewhere', async () => {
	const {press, type, paste, screen, console} = await showEdge(waiting);
	await press('1');
	await type(required.clusterName);
	await press('enter');
	await type(required.baseDomain);
	await press('enter', 'enter');
	await type(required.machineNetwork);
	await press(...Array.from({length: 9}, () => 'enter'));
	await paste(required.pullSecret);
	await press('down', 'down', 'down', 'down', 'down', 'down', 'enter');
	expect(screen()).toContain('── The document ─');
	await press('1');
	expect(screen()).toContain('[edge7');
	await press('up', 'up', 'up', 'enter');
	expect(JSON.stringify(console.actions)).not.toContain('cGxhbnRlZDpwYXNz');
	expect(console.actions).toMatchObject([
		{
			type: 'site.type',
			answers: {
				clusterName: 'edge7',
				baseDomain: 'corp.net',
				machineNetworks: ['10.0.0.0/24'],
			},
		},
	]);
});
