import {execFileSync} from 'node:child_process';
import {X509Certificate} from 'node:crypto';
import {load} from 'js-yaml';
import {beforeAll, describe, expect, test} from 'vitest';
import {type ClusterIdentity, makeIdentity} from '../../src/pki/identity.ts';
import {kubeconfig} from '../../src/pki/kubeconfig.ts';
import type {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {withFiles} from './openssl.ts';

type Document = {
	readonly clusters: readonly [
		{readonly name: string; readonly cluster: Readonly<Record<string, string>>},
	];
	readonly users: readonly [
		{readonly name: string; readonly user: Readonly<Record<string, string>>},
	];
};

let identity: ClusterIdentity;
let written: Secret;

beforeAll(async () => {
	const {random, clock} = realSystem();
	identity = await makeIdentity(random, clock.now());
	written = kubeconfig({clusterName: 'site-1', baseDomain: 'example.com'}, identity);
});

const document = (): Document => load(written.reveal()) as Document;

const decoded = (text = ''): string => Buffer.from(text, 'base64').toString();

const hasKubectl = (): boolean => {
	try {
		execFileSync('kubectl', ['version', '--client'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
};

describe('the kubeconfig', () => {
	test('names the cluster, its address and its administrator', () => {
		expect(document()).toMatchObject({
			apiVersion: 'v1',
			kind: 'Config',
			preferences: {},
			'current-context': 'admin',
			clusters: [{name: 'site-1', cluster: {server: 'https://api.site-1.example.com:6443'}}],
			users: [{name: 'admin'}],
			contexts: [{name: 'admin', context: {cluster: 'site-1', user: 'admin'}}],
		});
	});

	test('trusts the four signers of servers, in their order', () => {
		const bundle = decoded(document().clusters[0].cluster['certificate-authority-data']);
		const names = (bundle.match(/-----BEGIN[\s\S]*?END CERTIFICATE-----\n/g) ?? []).map((pem) =>
			new X509Certificate(pem).subject.split('\n').at(-1),
		);
		expect(names).toEqual([
			'CN=kube-apiserver-localhost-signer',
			'CN=kube-apiserver-service-network-signer',
			'CN=kube-apiserver-lb-signer',
			`CN=${identity.ingressName}`,
		]);
	});

	test('holds the certificate and key of the administrator', () => {
		const {user} = document().users[0];
		expect(decoded(user['client-certificate-data'])).toBe(identity.admin.certificate);
		expect(decoded(user['client-key-data'])).toBe(identity.admin.key.reveal());
	});

	test('prints as a secret', () => {
		expect(`${written}`).toBe('<redacted>');
	});

	test.runIf(hasKubectl())('is read by kubectl', () => {
		const view = withFiles([written.reveal()], (path) =>
			execFileSync('kubectl', ['config', 'view', `--kubeconfig=${path}`, '--output=json'], {
				encoding: 'utf8',
			}),
		);
		expect(JSON.parse(view)).toMatchObject({'current-context': 'admin'});
	});
});
