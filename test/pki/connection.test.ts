/**
 * What the identity is for: the host gets only keys, makes its certificates from them anew, and still the
 * kubeconfig that was handed out before trusts it, and it trusts the administrator.
 */
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {connect, createServer, type TLSSocket} from 'node:tls';
import {load} from 'js-yaml';
import {expect, test} from 'vitest';
import {type ClusterIdentity, makeIdentity} from '../../src/pki/identity.ts';
import {issueCertificate} from '../../src/pki/issue.ts';
import {kubeconfig} from '../../src/pki/kubeconfig.ts';
import {
	type CertificateSpec,
	type ServerSignerName,
	serverSignerSpec,
} from '../../src/pki/specs.ts';
import {realSystem} from '../../src/system/real.ts';

const {random, clock} = realSystem();
const now = clock.now();

const apiServer: CertificateSpec = {
	subject: [{type: 'CN', value: 'api.site-1.example.com'}],
	validityHours: 24,
	keyUsage: ['digitalSignature', 'keyEncipherment'],
	extendedKeyUsage: ['serverAuth'],
	isAuthority: false,
};

/** As the host does: the authority's certificate is made again from its name and key. */
const chainOnHost = async ({signers}: ClusterIdentity, signer: ServerSignerName) => {
	const key = await random.rsaPrivateKey(2048);
	const spec = serverSignerSpec(signer, now);
	const signedBy = {subject: spec.subject, key: signers[signer].key};
	const common = {notBefore: now, serial: random.bytes(8)};
	const leaf = issueCertificate({spec: apiServer, key, signer: signedBy, ...common});
	const authority = issueCertificate({spec, key: signers[signer].key, ...common});
	return {key: key.reveal(), cert: `${leaf}${authority}`};
};

const partsOf = (text: string) => {
	const {clusters, users} = load(text) as {
		clusters: [{cluster: Record<string, string>}];
		users: [{user: Record<string, string>}];
	};
	const decoded = (value = '') => Buffer.from(value, 'base64').toString();
	return {
		ca: decoded(clusters[0].cluster['certificate-authority-data']),
		cert: decoded(users[0].user['client-certificate-data']),
		key: decoded(users[0].user['client-key-data']),
	};
};

test.each(['localhost', 'serviceNetwork', 'loadBalancer', 'ingress'] as const)(
	'a kubeconfig that is older than the host connects to what its %s signer signed',
	async (signer) => {
		const identity = await makeIdentity(random, now);
		const server = createServer({
			...(await chainOnHost(identity, signer)),
			ca: identity.adminSigner,
			requestCert: true,
			rejectUnauthorized: false,
		});
		const accepted = once(server, 'secureConnection');
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const client = connect({
			port: (server.address() as AddressInfo).port,
			...partsOf(kubeconfig({clusterName: 'site-1', baseDomain: 'example.com'}, identity).reveal()),
			checkServerIdentity: () => undefined,
		});
		await once(client, 'secureConnect');
		const [socket] = (await accepted) as [TLSSocket];
		const peer = socket.getPeerCertificate().subject;
		const verdicts = [client.authorized, socket.authorized];
		client.destroy();
		socket.destroy();
		server.close();
		expect(verdicts).toEqual([true, true]);
		expect(peer).toMatchObject({O: 'system:masters', CN: 'system:admin'});
	},
);
