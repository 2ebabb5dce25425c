import {describe, expect, test} from 'vitest';
import {applyManifests} from '../../../../src/engine/steps/cluster/apply-manifests.ts';
import {metadataOf} from '../../../../src/kube/json.ts';
import {deployedHost, patient} from '../../../helpers/cluster.ts';

const directory = '/opt/openshift/extra-manifests';
const params = {directory, waveLimitMinutes: 0.05};

const configMap = (name: string, data: object, metadata: object = {}) => ({
	apiVersion: 'v1',
	kind: 'ConfigMap',
	metadata: {name, ...metadata},
	data,
});

const widgets = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.lab.example.com}
spec:
  group: lab.example.com
  scope: Namespaced
  names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`;

const path = (name: string, namespace = 'default'): string =>
	`/api/v1/namespaces/${namespace}/configmaps/${name}`;

describe('applying manifests', () => {
	test('makes namespaces and definitions first, in whatever file they stand', async () => {
		await using host = await deployedHost();
		host.write(
			`${directory}/10-widget.yaml`,
			'apiVersion: lab.example.com/v1\nkind: Widget\nmetadata: {name: one, namespace: site}\n',
		);
		host.write(`${directory}/20-definition.yaml`, widgets);
		host.write(
			`${directory}/30-namespace.yml`,
			'# the last one\napiVersion: v1\nkind: Namespace\nmetadata: {name: site}\n---\n# nothing\n',
		);
		const context = host.context();
		await applyManifests.run(params, context);
		expect(await host.read('/apis/lab.example.com/v1/namespaces/site/widgets/one')).toBeDefined();
		expect(context.progressed.at(-1)).toEqual([3, 3]);
	});

	test('applies every document of a file and every item of a list, to default without a namespace', async () => {
		await using host = await deployedHost();
		const list = {apiVersion: 'v1', kind: 'List', items: [configMap('b', {}), configMap('c', {})]};
		host.write(
			`${directory}/all.json`,
			`${JSON.stringify(configMap('a', {}))}\n---\n${JSON.stringify(list)}`,
		);
		await applyManifests.run(params, host.context());
		for (const name of ['a', 'b', 'c']) {
			expect(await host.read(path(name))).toBeDefined();
		}
	});

	test('replaces what exists as a whole, unless the manifest asks for a merge', async () => {
		await using host = await deployedHost();
		const live = {keep: 'live', change: 'live'};
		for (const name of ['plain', 'replace', 'merge']) {
			await host.client.create(path('').slice(0, -1), configMap(name, live));
		}
		const how = (type: string) => ({
			annotations: {'lca.openshift.io/apply-type': type, own: 'yes'},
		});
		const wanted = {change: 'site', add: 'site'};
		host.write(`${directory}/1.json`, JSON.stringify(configMap('plain', wanted)));
		host.write(`${directory}/2.json`, JSON.stringify(configMap('replace', wanted, how('replace'))));
		host.write(`${directory}/3.json`, JSON.stringify(configMap('merge', wanted, how('merge'))));
		await applyManifests.run(params, host.context());
		expect((await host.read(path('plain')))?.['data']).toEqual(wanted);
		expect((await host.read(path('replace')))?.['data']).toEqual(wanted);
		expect((await host.read(path('merge')))?.['data']).toEqual({...live, ...wanted});
		expect(await host.read(path('merge'))).toMatchObject({metadata: {annotations: {own: 'yes'}}});
		expect(JSON.stringify(await host.read(path('merge')))).not.toContain('apply-type');
	});

	test('changes nothing more when it runs again', async () => {
		await using host = await deployedHost();
		host.write(`${directory}/1.json`, JSON.stringify(configMap('once', {a: 'b'})));
		host.write(`${directory}/2.yaml`, widgets);
		await applyManifests.run(params, host.context());
		const first = await host.read(path('once'));
		await applyManifests.run(params, host.context());
		const second = await host.read(path('once'));
		expect(second?.['data']).toEqual(first?.['data']);
		expect(metadataOf(second ?? {}).uid).toBe(metadataOf(first ?? {}).uid);
	});

	test('goes on through an API that breaks, refuses for a while, or was written to by others', async () => {
		await using host = await deployedHost();
		await host.client.create(path('').slice(0, -1), configMap('b', {}));
		for (const name of ['a', 'b', 'c', 'd']) {
			host.write(`${directory}/${name}.json`, JSON.stringify(configMap(name, {by: 'site'})));
		}
		const writes = (method: string, name: string) => (asked: string, url: string) =>
			asked === method && url.startsWith(path(name).slice(0, -name.length - 1));
		host.api.faults.push(
			{matches: writes('POST', 'a'), how: {kind: 'status', status: 503}, times: 1},
			{matches: writes('POST', 'a'), how: {kind: 'status', status: 429}, times: 1},
			{matches: writes('POST', 'a'), how: {kind: 'break'}, times: 1},
			{
				matches: writes('PUT', 'b'),
				how: {kind: 'status', status: 409, reason: 'Conflict'},
				times: 2,
			},
			{matches: writes('POST', 'c'), how: {kind: 'break-after'}, times: 1},
		);
		await applyManifests.run(params, host.context());
		for (const name of ['a', 'b', 'c', 'd']) {
			expect((await host.read(path(name)))?.['data']).toEqual({by: 'site'});
		}
	});

	test('tells every object that failed, with its place and the words of the API, and applies the others', async () => {
		await using host = await deployedHost();
		const lost = JSON.stringify(configMap('lost', {}, {namespace: 'nowhere'}));
		host.write(`${directory}/1.yaml`, `${JSON.stringify(configMap('first', {}))}\n---\n${lost}`);
		host.write(
			`${directory}/2.json`,
			'{"apiVersion":"v1","kind":"Gadget","metadata":{"name":"g"}}',
		);
		host.write(`${directory}/3.json`, JSON.stringify(configMap('refused', {})));
		host.write(`${directory}/4.json`, JSON.stringify(configMap('last', {})));
		host.api.faults.push({
			matches: (method, url) => method === 'GET' && url.endsWith('/refused'),
			how: {kind: 'status', status: 422, reason: 'Invalid'},
		});
		const context = host.context();
		await expect(
			applyManifests.run({directory, waveLimitMinutes: 0.003}, context),
		).rejects.toMatchObject({
			code: 'KUBE_MANIFESTS_FAILED',
			message: `Applying the manifests of ${directory}: 3 failed: 1.yaml, document 2: ConfigMap nowhere/lost: namespaces "nowhere" not found; 2.json: Gadget g: the cluster API has no kind Gadget in v1; 3.json: ConfigMap refused: a fault that was asked for.`,
		});
		expect(await host.read(path('first'))).toBeDefined();
		expect(await host.read(path('last'))).toBeDefined();
	});

	test('waits for a namespace that comes late', async () => {
		await using host = await deployedHost();
		host.write(`${directory}/1.json`, JSON.stringify(configMap('late', {}, {namespace: 'late'})));
		const context = host.context();
		const applying = applyManifests.run(params, context);
		await expect.poll(() => context.lines.join(), patient).toContain('namespaces "late" not found');
		await host.client.create('/api/v1/namespaces', {
			apiVersion: 'v1',
			kind: 'Namespace',
			metadata: {name: 'late'},
		});
		await applying;
		expect(await host.read(path('late', 'late'))).toBeDefined();
	});

	test('applies nothing when one file cannot be read, and names the fault of each', async () => {
		await using host = await deployedHost();
		host.write(`${directory}/1.json`, JSON.stringify(configMap('good', {})));
		host.write(`${directory}/2.yaml`, 'a: [');
		host.write(`${directory}/3.yaml`, 'kind: ConfigMap\n');
		host.write(`${directory}/notes.txt`, 'nothing to apply');
		const context = host.context();
		await expect(applyManifests.run(params, context)).rejects.toMatchObject({
			code: 'KUBE_MANIFESTS_INVALID',
			message: expect.stringMatching(/2\.yaml: it is neither.*3\.yaml: apiVersion, kind and/),
		});
		expect(await host.read(path('good'))).toBeUndefined();
		expect(context.lines[0]).toBe('Passing over notes.txt: it is no manifest by its name');
	});

	test('has nothing to do without a directory', async () => {
		await using host = await deployedHost();
		expect(await applyManifests.run(params, host.context())).toEqual({
			skipped: `${directory} holds no manifest`,
		});
	});

	test('killed at every request and started again, it ends the same and loses nothing', async () => {
		await using host = await deployedHost();
		host.write(`${directory}/0.yaml`, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: site}\n');
		for (const name of ['a', 'b']) {
			const metadata = {namespace: 'site'};
			host.write(`${directory}/${name}.json`, JSON.stringify(configMap(name, {a: '1'}, metadata)));
		}
		for (let kills = 0; ; kills += 1) {
			const killing = new AbortController();
			let requests = 0;
			host.api.faults.splice(0, 9, {
				matches: () => {
					requests += 1;
					if (requests > kills) killing.abort();
					return false;
				},
				how: {kind: 'break'},
			});
			try {
				await applyManifests.run(params, host.context(killing.signal));
				break;
			} catch (error) {
				expect(error).toMatchObject({code: 'CANCELLED'});
			}
		}
		host.api.faults.splice(0);
		for (const name of ['a', 'b']) {
			expect((await host.read(path(name, 'site')))?.['data']).toEqual({a: '1'});
		}
	});
});
