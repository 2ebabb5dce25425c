/**
 * The steps of the cluster, run by the engine against the real kube-apiserver where the lab could build it, else against
 * its stand-in: the same plan, the same site, the same end.
 */
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {realApiServer} from '../../lab/edge/api-server/build.ts';
import {settle} from '../../lab/edge/api-server/controllers.ts';
import {startReal} from '../../lab/edge/api-server/real.ts';
import {startStandIn} from '../../lab/edge/api-server/stand-in/server.ts';
import type {ApiServer, ApiServerOptions} from '../../lab/edge/api-server/types.ts';
import {silentReporter} from '../../lab/reporter.ts';
import {labSettings} from '../../lab/settings.ts';
import type {EventBody, Outcome} from '../../src/engine/events.ts';
import {execute} from '../../src/engine/execute.ts';
import {clusterPhases} from '../../src/engine/plans/deploy-cluster.ts';
import {clusterSteps} from '../../src/engine/steps/cluster/index.ts';
import {metadataOf} from '../../src/kube/json.ts';
import {realSystem} from '../../src/system/real.ts';
import {type DeployedHost, hostBefore} from '../helpers/cluster.ts';

const system = realSystem(process.env);
const lab = {system, settings: labSettings(process.env), reporter: silentReporter};
const program = await realApiServer(lab);

const startApiServer = (options: ApiServerOptions, directory: string): Promise<ApiServer> =>
	program === undefined
		? startStandIn(options)
		: startReal({
				...options,
				program,
				etcdProgram: 'etcd',
				workDirectory: join(directory, 'api'),
				dataDirectory: join(directory, 'etcd'),
			});

const files = [{path: 'extra-manifests/app.yaml'}, {path: 'lvm-configuration/system.devices'}];

const siteManifests: Readonly<Record<string, string>> = {
	'cluster-configuration/manifests/99-master-ssh.json': JSON.stringify({
		apiVersion: 'machineconfiguration.openshift.io/v1',
		kind: 'MachineConfig',
		metadata: {
			name: '99-master-ssh',
			labels: {'machineconfiguration.openshift.io/role': 'master'},
		},
		spec: {config: {ignition: {version: '3.2.0'}}},
	}),
	'cluster-configuration/manifests/image-digest-mirror-set.json': JSON.stringify({
		apiVersion: 'config.openshift.io/v1',
		kind: 'ImageDigestMirrorSet',
		metadata: {name: 'site-mirrors'},
		spec: {imageDigestMirrors: [{source: 'docker.io/site', mirrors: ['mirror.example.com/site']}]},
	}),
	'extra-manifests/app.yaml': `apiVersion: site.example.com/v1
kind: Gauge
metadata: {name: one, namespace: site}
spec: {level: 3}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: merged, namespace: openshift-config, annotations: {lca.openshift.io/apply-type: merge}}
data: {site: "yes"}
---
apiVersion: v1
kind: Namespace
metadata: {name: site}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gauges.site.example.com}
spec:
  group: site.example.com
  scope: Namespaced
  names: {plural: gauges, singular: gauge, kind: Gauge, listKind: GaugeList}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties: {spec: {type: object, properties: {level: {type: integer}}}}
`,
};

const prepare = async (host: DeployedHost<ApiServer>): Promise<void> => {
	for (const [path, text] of Object.entries(siteManifests)) {
		host.write(`/opt/openshift/${path}`, text);
	}
	host.write('/opt/openshift/lvm-configuration/system.devices', 'IDTYPE=sys_wwid');
	await host.writeSite({
		release_registry: 'mirror.example.com:5000',
		node_labels: {'site.example.com/rack': 'b7'},
	});
	host.writeSeed({});
	await host.client.create('/api/v1/namespaces/openshift-config/configmaps', {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'merged'},
		data: {live: 'yes'},
	});
};

const deploy = async (
	host: DeployedHost<ApiServer>,
	signal: AbortSignal,
	events: EventBody[] = [],
): Promise<Outcome> =>
	execute({
		plan: {name: 'deploy', phases: clusterPhases({files, readyLimitMinutes: 2})},
		registry: clusterSteps,
		// No volume of this machine is touched.
		system: {...host.system, run: async () => ({stdout: '', stderr: '', exitCode: 0})},
		signal,
		emit: async (event) => {
			events.push(event);
		},
		finished: new Set(),
	});

const requireTheEnd = async (host: DeployedHost<ApiServer>): Promise<void> => {
	const config = '/apis/config.openshift.io/v1';
	expect(await host.read(`${config}/imagedigestmirrorsets/seed-mirrors`)).toBeUndefined();
	expect(await host.read(`${config}/imagedigestmirrorsets/site-mirrors`)).toBeDefined();
	expect(
		await host.read('/apis/machineconfiguration.openshift.io/v1/machineconfigs/99-master-ssh'),
	).toMatchObject({spec: {config: {ignition: {version: '3.2.0'}}}});
	expect(await host.read('/apis/site.example.com/v1/namespaces/site/gauges/one')).toMatchObject({
		spec: {level: 3},
	});
	const merged = await host.read('/api/v1/namespaces/openshift-config/configmaps/merged');
	expect(merged?.['data']).toEqual({live: 'yes', site: 'yes'});
	expect(metadataOf(merged ?? {}).annotations?.['lca.openshift.io/apply-type']).toBeUndefined();
	expect(
		JSON.stringify(
			await host.read(
				'/apis/apps/v1/namespaces/openshift-cluster-version/deployments/cluster-version-operator',
			),
		),
	).toContain('--release-image=mirror.example.com:5000/openshift-release-dev/');
	expect(await host.read(`${config}/clusterversions/version`)).toMatchObject({
		spec: {clusterID: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11'},
	});
	expect(await host.read('/api/v1/nodes/edge7-n0')).toMatchObject({
		metadata: {labels: {'site.example.com/rack': 'b7'}},
	});
};

const node = {nodeName: 'edge7-n0', nodeAddress: '10.0.0.2', pauseMs: 100};

describe(`the cluster of a site, on the ${program === undefined ? 'stand-in' : 'real'} API server`, () => {
	test('comes to what the site asked for, and is ready', async () => {
		await using host = await hostBefore(startApiServer);
		await prepare(host);
		const events: EventBody[] = [];
		const settling = settle(host.client, node);
		const outcome = await deploy(host, new AbortController().signal, events);
		await settling;
		expect(outcome).toEqual({kind: 'done'});
		await requireTheEnd(host);
		const observed = events.flatMap((event) =>
			event.type === 'step.observed' && event.observation.kind === 'cluster'
				? [event.observation.status]
				: [],
		);
		expect(observed.at(-1)).toMatchObject({isAvailable: true, node: {isReady: true}});
		expect(observed.at(-1)?.operators.every(({isAvailable}) => isAvailable)).toBe(true);
		expect(JSON.stringify(events)).not.toContain('PRIVATE KEY');
	});

	test('killed after each of its requests and begun from its first step, it comes to the same', async () => {
		await using host = await hostBefore(startApiServer);
		await prepare(host);
		const settling = settle(host.client, node);
		let kills = 0;
		for (; ; kills += 1) {
			const killing = new AbortController();
			const outcome = await deploy(
				killedAfter(host, kills * strideRequests, killing),
				killing.signal,
			);
			if (outcome.kind === 'done') {
				break;
			}
			expect(outcome.kind).toBe('cancelled');
		}
		await settling;
		expect(kills).toBeGreaterThan(8);
		await requireTheEnd(host);
	});
});

/** Every third of some sixty: the others are answered by the tests of the single steps. */
const strideRequests = 3;

const killedAfter = (
	host: DeployedHost<ApiServer>,
	requests: number,
	killing: AbortController,
): DeployedHost<ApiServer> => {
	let left = requests;
	return {
		...host,
		system: {
			...host.system,
			request: async (asked) => {
				const answer = await host.system.request(asked);
				left -= 1;
				if (left < 0) killing.abort();
				return answer;
			},
		},
	};
};
