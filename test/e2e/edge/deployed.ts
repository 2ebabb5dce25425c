/** What a deployment has made of an edge host: its files, its database, and whether keys and certificates fit together. */
import {createPrivateKey, X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {EdgeHost} from '../../../lab/edge.ts';
import {kubeconfigPath} from '../../../src/engine/steps/cluster/layout.ts';
import {lab} from '../lab-install.ts';

export const insideOf =
	(host: EdgeHost) =>
	async (program: string, ...args: readonly string[]): Promise<string> =>
		(await lab.system.run(host.inside(program, ...args))).stdout;

/** Where a deployment writes, or recert does; etcd is looked at by itself. */
const places = [
	'etc',
	'home',
	'lib/ibi-console',
	'lib/kubelet',
	'opt',
	'roothome',
	'tmp',
	'usrlocal',
];

/** Kind, mode, owner and target of every file; neither contents nor times. */
export const filesOf = async (host: EdgeHost): Promise<ReadonlyMap<string, string>> => {
	const paths = places.map((place) => (place === 'etc' ? '/etc' : `/var/${place}`));
	const format = '%p\\t%y %m %U:%G %l\\n';
	const text = await insideOf(host)('find', ...paths, '-xdev', '-printf', format);
	return rowsOf(text);
};

/** Digests of the contents, by path. */
export const contentsOf = async (host: EdgeHost): Promise<ReadonlyMap<string, string>> => {
	const paths = places.map((place) => (place === 'etc' ? '/etc' : `/var/${place}`));
	const digests = ['-type', 'f', '-exec', 'sha256sum', '{}', '+'];
	const text = await insideOf(host)('find', ...paths, '-xdev', ...digests);
	return rowsOf(text.replaceAll(/^(\S+) {2}(.*)$/gm, '$2\t$1'));
};

const rowsOf = (text: string): ReadonlyMap<string, string> =>
	new Map(
		text
			.trim()
			.split('\n')
			.map((line) => line.split('\t') as [string, string])
			.filter(([path]) => !path.includes('/systemd-private-'))
			.toSorted(([one], [other]) => (one < other ? -1 : 1)),
	);

/** kubelet and its API server are ended first: a database that is written to cannot be copied. */
export const stopCluster = async (host: EdgeHost): Promise<void> => {
	await insideOf(host)('systemctl', 'stop', 'kubelet.service');
};

export type Database = {
	/** How often each object has been written, by key. */
	readonly writes: ReadonlyMap<string, number>;
	/** The pair of the API server as etcd holds it. */
	readonly serving: {readonly certificate: string; readonly key: string};
};

export const servingKey =
	'/kubernetes.io/secrets/openshift-kube-apiserver/external-loadbalancer-serving-certkey';

/** Of a host whose kubelet stands still. */
export const databaseOf = async (host: EdgeHost): Promise<Database> => {
	const script = join(import.meta.dirname, 'drive-database.ts');
	const text = await insideOf(host)(process.execPath, script, servingKey);
	const {writes, value} = JSON.parse(text) as {writes: [string, number][]; value: string};
	const {data} = JSON.parse(value) as {data: Readonly<Record<string, string>>};
	const [certificate, key] = [decoded(data['tls.crt']), decoded(data['tls.key'])];
	return {writes: new Map(writes), serving: {certificate, key}};
};

const pair =
	'/etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets/external-loadbalancer-serving-certkey';

/** Of the API server, for those who come by its name. */
export const servingCertificate = `${pair}/tls.crt`;

/** What does not fit together; empty when the disk, etcd and the kubeconfig agree. */
export const disagreements = async (
	host: EdgeHost,
	{serving}: Database,
	fqdn: string,
): Promise<readonly string[]> => {
	const [certificate, key, kubeconfig] = await Promise.all(
		[servingCertificate, `${pair}/tls.key`, kubeconfigPath].map((path) =>
			readFile(host.path(path), 'utf8'),
		),
	);
	const leaf = new X509Certificate(certificate ?? '');
	const claims = {
		'the key on the disk is of the certificate': leaf.checkPrivateKey(createPrivateKey(key ?? '')),
		'the certificate is of the site': leaf.subjectAltName === `DNS:api.${fqdn}`,
		'it is of today': leaf.validToDate > new Date() && leaf.validFromDate <= new Date(),
		'etcd holds the same certificate': serving.certificate === certificate,
		'etcd holds the same key': serving.key === key,
		'the kubeconfig is of the site': kubeconfig?.includes(`https://api.${fqdn}:6443`) === true,
		'one authority of the kubeconfig has signed it': signersIn(kubeconfig ?? '', leaf).length === 1,
	};
	return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
};

/** Of the authorities in a kubeconfig those whose key has signed a certificate. */
export const signersIn = (
	kubeconfig: string,
	leaf: X509Certificate,
): readonly X509Certificate[] => {
	const [, bundle] = /certificate-authority-data: (\S+)/.exec(kubeconfig) ?? [];
	const blocks = decoded(bundle).match(/-----BEGIN[\s\S]*?END.*\n/g) ?? [];
	return blocks
		.map((block) => new X509Certificate(block))
		.filter(({publicKey}) => leaf.verify(publicKey));
};

const decoded = (text = ''): string => Buffer.from(text, 'base64').toString();
