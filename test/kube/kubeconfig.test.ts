import {inspect} from 'node:util';
import {describe, expect, test} from 'vitest';
import {readKubeconfig} from '../../src/kube/kubeconfig.ts';
import {kubeconfig} from '../../src/pki/kubeconfig.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';
import {someIdentity} from '../iso/site.ts';

const path = '/etc/kubernetes/lb-ext.kubeconfig';

const read = (text: string, others: Readonly<Record<string, string>> = {}) => {
	const machine = memoryMachine();
	machine.files.set(path, text);
	for (const [name, content] of Object.entries(others)) {
		machine.files.set(name, content);
	}
	return readKubeconfig(memorySystem(machine), path);
};

const document = (cluster: object, user: object, context = 'c') =>
	JSON.stringify({
		clusters: [{name: 'c', cluster: {server: 'https://api.example.com:6443/', ...cluster}}],
		users: [{name: 'u', user}],
		contexts: [{name: 'c', context: {cluster: 'c', user: 'u'}}],
		'current-context': context,
	});

const authority = {'certificate-authority-data': Buffer.from('CA').toString('base64')};

describe('a kubeconfig', () => {
	test('that we make for a site is read back', async () => {
		const identity = await someIdentity();
		const site = {clusterName: 'edge7', baseDomain: 'corp.net'};
		const access = await read(kubeconfig(site, identity).reveal());
		expect(access.server).toBe('https://api.edge7.corp.net:6443');
		expect(access.certificate).toBe(identity.admin.certificate);
		expect(access.key?.reveal()).toBe(identity.admin.key.reveal());
		expect(inspect(access)).not.toContain('PRIVATE KEY');
	});

	test('may name files and another name of the server', async () => {
		const access = await read(
			document(
				{'certificate-authority': '/ca.crt', 'tls-server-name': 'api'},
				{'client-certificate': '/c.crt', 'client-key': '/c.key'},
			),
			{'/ca.crt': 'CA', '/c.crt': 'C', '/c.key': 'K'},
		);
		expect(access).toMatchObject({
			server: 'https://api.example.com:6443',
			serverName: 'api',
			authorities: 'CA',
			certificate: 'C',
		});
		expect(access.key?.reveal()).toBe('K');
	});

	test('may hold a token', async () => {
		expect((await read(document(authority, {token: 't'}))).token?.reveal()).toBe('t');
	});

	test.each([
		['no YAML', 'a: [', 'it is neither YAML nor JSON'],
		['another document', '{}', 'it has not the form of a kubeconfig (clusters, users, contexts'],
		[
			'a server without TLS',
			document({server: 'http://a', ...authority}, {}),
			'clusters.0.cluster.server',
		],
		['no authority', document({'insecure-skip-tls-verify': true}, {}), 'it names no authority'],
		['a context that it has not', document(authority, {}, 'other'), 'its context other names'],
	])('is refused: %s', async (_, text, expected) => {
		await expect(read(text)).rejects.toMatchObject({
			code: 'KUBECONFIG_UNREADABLE',
			message: expect.stringContaining(expected),
		});
	});
});
