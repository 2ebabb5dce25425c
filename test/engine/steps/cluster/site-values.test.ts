/** The steps that bring single values of the site into the cluster. */
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {registerNode} from '../../../../lab/edge/api-server/controllers.ts';
import {labSeedCluster, seedClusterId} from '../../../../lab/edge/api-server/seed-cluster.ts';
import {setClusterId} from '../../../../src/engine/steps/cluster/cluster-id.ts';
import {deleteSeedObjects} from '../../../../src/engine/steps/cluster/delete-seed-objects.ts';
import {bringLvmDevices} from '../../../../src/engine/steps/cluster/lvm-devices.ts';
import {labelNode} from '../../../../src/engine/steps/cluster/node-labels.ts';
import {setReleaseRegistry} from '../../../../src/engine/steps/cluster/release-registry.ts';
import {deployedHost, patient} from '../../../helpers/cluster.ts';
import {scriptedSystem} from '../scripted-system.ts';

const versionPath = '/apis/config.openshift.io/v1/clusterversions/version';
const operatorPath =
	'/apis/apps/v1/namespaces/openshift-cluster-version/deployments/cluster-version-operator';

describe('the cluster id', () => {
	test('of the site takes the place of that of the seed, once', async () => {
		await using host = await deployedHost();
		await host.writeSite({});
		expect((await host.read(versionPath))?.['spec']).toMatchObject({clusterID: seedClusterId});
		await setClusterId.run({}, host.context());
		expect((await host.read(versionPath))?.['spec']).toEqual({
			clusterID: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11',
			channel: 'stable-4.18',
		});
		expect(await setClusterId.run({}, host.context())).toMatchObject({
			skipped: expect.stringContaining('already'),
		});
	});
});

describe('the release registry', () => {
	test('is written into image and release argument of the version operator, and into nothing else', async () => {
		await using host = await deployedHost();
		await host.writeSite({release_registry: 'mirror.example.com:5000'});
		host.writeSeed({});
		await deleteSeedObjects.run({}, host.context());
		await setReleaseRegistry.run({}, host.context());
		const image = `mirror.example.com:5000/openshift-release-dev/ocp-release@sha256:${'5e'.repeat(32)}`;
		expect((await host.read(operatorPath))?.['spec']).toMatchObject({
			template: {
				spec: {
					containers: [
						{
							name: 'cluster-version-operator',
							image,
							args: ['start', `--release-image=${image}`, '--listen=0.0.0.0:9099'],
							env: [{name: 'CLUSTER_PROFILE'}],
						},
					],
				},
			},
		});
		expect(await setReleaseRegistry.run({}, host.context())).toEqual({
			skipped: 'the cluster-version operator has it already',
		});
	});

	test('stays when a mirror of the site leads there', async () => {
		await using host = await deployedHost();
		await host.writeSite({release_registry: 'mirror.example.com:5000'});
		host.writeSeed({});
		expect(await setReleaseRegistry.run({}, host.context())).toEqual({
			skipped: 'the mirrors of the cluster lead to the release',
		});
	});
});

describe('the labels of the node', () => {
	test('are those that the site asks for, without those that others own', async () => {
		await using host = await deployedHost();
		await host.writeSite({
			node_labels: {'site.example.com/rack': 'b7', 'kubernetes.io/os': 'none'},
		});
		await registerNode(host.client, 'edge7-n0');
		await labelNode.run({limitMinutes: 1}, host.context());
		expect(await host.read('/api/v1/nodes/edge7-n0')).toMatchObject({
			metadata: {labels: {'site.example.com/rack': 'b7', 'node-role.kubernetes.io/master': ''}},
		});
		expect(JSON.stringify(await host.read('/api/v1/nodes/edge7-n0'))).not.toContain('none');
	});

	test('wait for the node to register', async () => {
		await using host = await deployedHost();
		await host.writeSite({node_labels: {rack: 'b7'}});
		const context = host.context();
		const labelling = labelNode.run({limitMinutes: 1}, context);
		await expect.poll(() => context.lines.join(), patient).toContain('no node has registered');
		await registerNode(host.client, 'edge7-n0');
		await labelling;
		expect(await host.read('/api/v1/nodes/edge7-n0')).toMatchObject({
			metadata: {labels: {rack: 'b7'}},
		});
	});

	test('fail at their limit with what is missing', async () => {
		await using host = await deployedHost();
		await host.writeSite({node_labels: {rack: 'b7'}});
		await expect(labelNode.run({limitMinutes: 0.002}, host.context())).rejects.toMatchObject({
			code: 'KUBE_NODE_MISSING',
			message: expect.stringContaining('no node has registered'),
		});
	});

	test('are no work when the site asks for none', async () => {
		await using host = await deployedHost();
		await host.writeSite({});
		expect(await labelNode.run({limitMinutes: 1}, host.context())).toEqual({
			skipped: 'the site asks for none',
		});
	});
});

describe('the LVM devices', () => {
	test('are brought to their place before the volumes are activated', async () => {
		await using host = await deployedHost();
		host.write('/opt/openshift/lvm-configuration/system.devices', 'IDTYPE=sys_wwid');
		const {system, asked} = scriptedSystem(() => undefined, {files: host.system.files});
		await bringLvmDevices.run({}, {...host.context(), system});
		expect(readFileSync(join(host.root, '/etc/lvm/devices/system.devices'), 'utf8')).toBe(
			'IDTYPE=sys_wwid',
		);
		expect(asked).toEqual(['pvscan --cache --activate ay']);
	});

	test('are nothing without the file of the site', async () => {
		await using host = await deployedHost();
		expect(await bringLvmDevices.run({}, host.context())).toEqual({
			skipped: 'the site brings none',
		});
		expect(existsSync(join(host.root, '/etc/lvm'))).toBe(false);
	});
});

test('the lab seeds a cluster whose release comes from where its seed says', async () => {
	await using host = await deployedHost();
	expect(JSON.stringify(await host.read(operatorPath))).toContain(
		`"${labSeedCluster.releaseRegistry}/`,
	);
});
