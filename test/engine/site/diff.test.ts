/** What a changed medium says otherwise. */
import {expect, test} from 'vitest';
import {siteDiff} from '../../../src/engine/site/diff.ts';
import {judgeTree} from '../../../src/engine/site/judge-tree.ts';
import type {Site} from '../../../src/engine/site/site.ts';
import {treeOfFiles} from '../../../src/engine/site/tree.ts';
import {configMap, now, someFiles} from './sites.ts';

const siteWith = async (
	change: object,
	files: Readonly<Record<string, string>> = {},
): Promise<Site> => {
	const all = Object.entries({...(await someFiles(change)), ...files});
	const tree = treeOfFiles(all.map(([path, text]) => [path, Buffer.from(text)]));
	const {site, faults} = judgeTree('stick', tree, {kind: 'directory'}, now);
	if (site === undefined) {
		throw new Error(JSON.stringify(faults));
	}
	return site;
};

test('equal sites do not differ', async () => {
	expect(siteDiff(await siteWith({}), await siteWith({}))).toEqual([]);
});

test('each field and file that differs is told, and no secret', async () => {
	const auth = Buffer.from('user:planted').toString('base64');
	const after = await siteWith(
		{
			hostname: 'node-2',
			infra_id: undefined,
			machine_networks: ['192.0.2.0/24', '2001:db8::/64'],
			node_labels: {'example.com/site': '7'},
			pull_secret: JSON.stringify({auths: {'quay.io': {auth}}}),
			proxy: {httpProxy: 'http://user:planted@proxy.example.com:3128'},
		},
		{'extra-manifests/one.yaml': configMap('two'), 'extra-manifests/two.yaml': configMap('three')},
	);
	const differences = siteDiff(await siteWith({}), after);
	expect(differences).toMatchInlineSnapshot(`
		[
		  {
		    "before": "site-1-x7k2p",
		    "field": "infra_id",
		  },
		  {
		    "after": "node-2",
		    "before": "node-1",
		    "field": "hostname",
		  },
		  {
		    "after": "49 characters, maple-apple",
		    "before": "79 characters, amber-ladder",
		    "field": "pull_secret",
		  },
		  {
		    "after": "2001:db8::/64",
		    "field": "machine_networks[1]",
		  },
		  {
		    "after": "42 characters, timber-oasis",
		    "field": "proxy.httpProxy",
		  },
		  {
		    "after": "7",
		    "field": "node_labels.example.com/site",
		  },
		  {
		    "after": "86 bytes, sha256 971dde23d368",
		    "before": "86 bytes, sha256 f4227a69bb4a",
		    "field": "extra-manifests/one.yaml",
		  },
		  {
		    "after": "88 bytes, sha256 e6fc779950b7",
		    "field": "extra-manifests/two.yaml",
		  },
		]
	`);
	expect(JSON.stringify(differences)).not.toContain('planted');
});
