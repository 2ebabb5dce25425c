/**
 * A deployed host in front of a cluster API: its kubeconfig, its site and its seed lie below a directory of the test's
 * own, and the API answers over TLS to a client certificate.
 */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {seedTheCluster} from '../../lab/edge/api-server/seed-cluster.ts';
import {directClient} from '../../lab/edge/api-server/stand-in/direct-client.ts';
import {type StandIn, startStandIn} from '../../lab/edge/api-server/stand-in/server.ts';
import type {ApiServer, ApiServerOptions} from '../../lab/edge/api-server/types.ts';
import {kubeconfigPath} from '../../src/engine/steps/cluster/layout.ts';
import {seedManifest, site} from '../../src/engine/steps/edge/layout.ts';
import {seedReconfiguration} from '../../src/iso/manifest.ts';
import {secretJson} from '../../src/iso/secret-json.ts';
import {type KubeClient, kubeClient} from '../../src/kube/client.ts';
import type {JsonObject} from '../../src/kube/json.ts';
import {readKubeconfig} from '../../src/kube/kubeconfig.ts';
import {realSystem} from '../../src/system/real.ts';
import type {Clock, System} from '../../src/system/types.ts';
import {contextOn, filesBelow, type Told} from '../engine/steps/scripted-system.ts';
import {siteInputs} from '../iso/site.ts';
import {makeAuthority} from './certificates.ts';

export type DeployedHost<Api extends ApiServer> = AsyncDisposable & {
	readonly api: Api;
	readonly root: string;
	readonly system: System;
	/** Of an administrator, beside the one that the steps make for themselves. */
	readonly client: KubeClient;
	readonly context: (signal?: AbortSignal) => Told;
	readonly write: (path: string, text: string) => void;
	readonly writeKubeconfig: (changes?: KubeconfigChanges) => void;
	/** manifest.json of the site, with some keys of its own. */
	readonly writeSite: (changes: Readonly<Record<string, unknown>>) => Promise<void>;
	/** manifest.json of the seed, with some keys of its own. */
	readonly writeSeed: (changes: Readonly<Record<string, unknown>>) => void;
	/** As one sees it from outside; undefined when it is not there. */
	readonly read: (path: string) => Promise<JsonObject | undefined>;
};

export type KubeconfigChanges = {
	readonly server?: string;
	readonly authorities?: string;
	readonly client?: {readonly cert: string; readonly key: string};
};

/** Over the stand-in, which every machine can run. */
export const deployedHost = (): Promise<DeployedHost<StandIn>> =>
	hostBefore(
		(options) => startStandIn(options),
		({store}) => directClient(store),
	);

export const hostBefore = async <Api extends ApiServer>(
	/** `directory` is for files of its own. */
	start: (options: ApiServerOptions, directory: string) => Promise<Api>,
	/** A quicker way in for what is prepared. */
	clientOf?: (api: Api) => KubeClient,
): Promise<DeployedHost<Api>> => {
	const authority = makeAuthority();
	const root = mkdtempSync(join(tmpdir(), 'ibi-cluster-'));
	const serving = authority.sign({names: ['127.0.0.1'], commonName: 'kube-apiserver'});
	const admin = authority.sign({commonName: 'system:admin', organization: 'system:masters'});
	const api = await start(
		{
			port: 0,
			host: '127.0.0.1',
			serving: [{certificate: serving.cert, key: serving.key}],
			clientAuthority: authority.pem,
		},
		mkdtempSync(join(root, 'api-')),
	);
	const real = realSystem({});
	const system: System = {...real, files: filesBelow(root), clock: hasty(real.clock)};
	const write = (path: string, text: string): void => {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		writeFileSync(join(root, path), text);
	};
	const writeKubeconfig = (changes: KubeconfigChanges = {}): void => {
		const {server = api.url, authorities = authority.pem, client = admin} = changes;
		write(kubeconfigPath, kubeconfigText(server, authorities, client));
	};
	writeKubeconfig();
	const access = await readKubeconfig(system, kubeconfigPath);
	const client = clientOf?.(api) ?? kubeClient(system, access, new AbortController().signal);
	await seedTheCluster(client);
	return {
		api,
		root,
		system,
		client,
		write,
		writeKubeconfig,
		writeSite: async (changes) => {
			const manifest = JSON.parse(secretJson(seedReconfiguration(await siteInputs())).reveal());
			write(site.manifest, JSON.stringify({...manifest, ...changes}));
		},
		writeSeed: (changes) => write(seedManifest, JSON.stringify({...seedInfo, ...changes})),
		read: async (path) => {
			const answer = await client.get(path);
			return answer.isOk ? answer.value : undefined;
		},
		context: (signal) => contextOn(system, signal),
		[Symbol.asyncDispose]: async () => {
			await api.stop();
			authority.remove();
			rmSync(root, {recursive: true});
		},
	};
};

/** Pauses are long where people wait, and short where tests do. */
const hasty = (clock: Clock): Clock => ({
	...clock,
	sleep: (durationMs, signal) => clock.sleep(Math.min(durationMs, longestPauseMs), signal),
});

const longestPauseMs = 20;

const seedInfo = {
	seed_cluster_ocp_version: '4.18.9',
	release_registry: 'quay.io',
	mirror_registry_configured: true,
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const kubeconfigText = (
	server: string,
	authorities: string,
	{cert, key}: {readonly cert: string; readonly key: string},
	serverName?: string,
): string =>
	JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [
			{
				name: 'lb-ext',
				cluster: {
					server,
					'certificate-authority-data': base64(authorities),
					...(serverName !== undefined && {'tls-server-name': serverName}),
				},
			},
		],
		users: [
			{
				name: 'user',
				user: {'client-certificate-data': base64(cert), 'client-key-data': base64(key)},
			},
		],
		contexts: [{name: 'system:admin', context: {cluster: 'lb-ext', user: 'user'}}],
		'current-context': 'system:admin',
	});

/** For what comes in milliseconds on a machine that has nothing else to do. */
export const patient = {timeout: 15_000};
