/** The plan of a deployment: its order is its safety, and nothing in it is secret. */
import {describe, expect, test} from 'vitest';
import {stepsOf} from '../../../src/engine/plan.ts';
import {planDeploy} from '../../../src/engine/plans/deploy.ts';
import type {Site} from '../../../src/engine/site/site.ts';
import {stepTitle} from '../../../src/words/steps.ts';
import {manifestOf} from '../steps/edge/site.ts';

const siteOf = async (changes: object = {}): Promise<Site> => ({
	manifest: await manifestOf(changes),
	files: [],
	digest: 'abc',
	origin: {kind: 'url', url: 'https://user:planted-password@host/site.iso?token=planted-token'},
});

const planOf = async (changes: object = {}) =>
	planDeploy({site: await siteOf(changes), stateDirectory: '/var/lib/ibi-console/deploy'});

const idsOf = async (changes: object = {}): Promise<readonly string[]> =>
	stepsOf(await planOf(changes)).map(({id}) => id);

const everything = {
	ssh_key: 'ssh-ed25519 AAAA me',
	raw_nm_state_config: 'interfaces: [{psk: planted-psk}]',
	chrony_config: 'server a',
	proxy: {httpProxy: 'http://u:planted-proxy@p:1'},
};

describe('the plan of a deployment', () => {
	test('goes in this order', async () => {
		expect(await idsOf(everything)).toEqual([
			'edge.prepare',
			'clock.configure',
			'access.ssh-key',
			'access.pull-secret',
			'network.apply',
			'network.node-ip',
			'clock.synchronise',
			'recert.images',
			'trust.update',
			'network.host-name',
			'recert.snapshot',
			'network.dnsmasq',
			'recert.configure',
			'recert.examine',
			'recert.run',
			'trust.refresh',
			'kubelet.start',
			'cluster.wait-api',
			'cluster.delete-seed-objects',
			'cluster.apply-manifests',
			'cluster.release-registry',
			'cluster.id',
			'cluster.node-labels',
			'cluster.ready',
			'edge.compare',
			'edge.record',
			'edge.clean',
		]);
	});

	test('lets nobody in where the site has no key', async () => {
		expect(await idsOf()).not.toContain('access.ssh-key');
	});

	test('starts kubelet only when recert is done, and recert only on a copied seed with the right time', async () => {
		const ids = await idsOf(everything);
		const order = ['clock.synchronise', 'recert.snapshot', 'recert.run', 'kubelet.start'];
		const places = order.map((id) => ids.indexOf(id));
		expect(places).toEqual(places.toSorted((a, b) => a - b));
	});

	test('is JSON without a secret', async () => {
		const plan = await planOf(everything);
		const text = JSON.stringify(plan);
		expect(JSON.parse(text)).toEqual(plan);
		expect(text).not.toMatch(/planted|PRIVATE|auths|redacted/);
	});

	test('has a title for every step that fits a line', async () => {
		for (const {step, params} of stepsOf(await planOf(everything))) {
			const title = stepTitle(step, params);
			expect(title, step).not.toBe(step);
			expect(title.length, title).toBeLessThanOrEqual(45);
		}
	});
});
