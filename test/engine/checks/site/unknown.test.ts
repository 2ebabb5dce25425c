/** What nobody knows is never a pass: each fact that is taken away is missed by a check that says why. */
import {describe, expect, test} from 'vitest';
import {isBlocking} from '../../../../src/engine/check.ts';
import {examineSite, type SiteSubject} from '../../../../src/engine/checks/site/index.ts';
import type {EdgeFacts} from '../../../../src/engine/edge-facts/facts.ts';
import {unknown} from '../../../../src/hardware/facts.ts';
import {subjectOf} from '../../../fixtures/sites/examine.ts';
import {goodEdge} from '../../../fixtures/sites/host.ts';

const reason = 'the probe took too long';
const gone = unknown(reason);

/** With the findings that miss it, and whether one of them blocks. */
const rows: readonly (readonly [
	what: string,
	edge: Partial<EdgeFacts>,
	missedBy: readonly string[],
	blocks: boolean,
])[] = [
	['FIPS mode', {isFipsEnabled: gone}, ['site-fips'], true],
	['the release of the system', {systemRelease: gone}, ['site-release'], false],
	['the format of the seed', {seedFormat: gone}, ['site-seed-format'], false],
	['the partition for images', {isImageStorageThere: gone}, ['site-image-storage'], false],
	[
		'the images',
		{images: gone},
		['site-image-node-ip', 'site-image-etcd', 'site-image-recert', 'site-image-release'],
		true,
	],
	['when the seed was made', {seedBuiltAt: gone}, ['site-clock'], false],
	['the notes of the seed', {seedNotes: gone}, ['site-kubeadmin', 'site-manifest-kinds'], false],
	['the room', {freeBytes: gone}, ['site-snapshot-room'], true],
	['the size of the snapshot', {snapshotBytes: gone}, ['site-snapshot-room'], true],
	[
		'the answers of name servers',
		{names: gone},
		['site-name-servers', 'site-dns-api', 'site-dns-api-int', 'site-dns-apps'],
		false,
	],
	['the name servers', {nameServers: gone}, ['site-name-servers'], false],
	['the owners of addresses', {owners: gone}, ['site-duplicate-address'], false],
	['the gateways', {gateways: gone}, ['site-gateway-answers'], false],
	[
		'the documents',
		{documents: gone},
		['site-network-form', 'site-manifests', 'site-manifest-kinds'],
		true,
	],
	[
		'the cards',
		{network: {...goodEdge.network, nics: gone}},
		['site-node-ips', 'site-node-ips-seed', 'site-interfaces', 'site-link'],
		true,
	],
	['the routes', {network: {...goodEdge.network, defaultRoutes: gone}}, ['site-gateway'], true],
	['the time server', {time: {...goodEdge.time, sync: gone}}, ['site-ntp'], false],
	['the hardware clock', {time: {...goodEdge.time, rtc: gone}}, ['site-rtc'], false],
];

const robot = 'apiVersion: example.org/v1\nkind: Robot\nmetadata: {name: one}\n';

const examined = async (edge: Partial<EdgeFacts>): Promise<SiteSubject> =>
	subjectOf('IPv4 by DHCP', {edge, files: {'extra-manifests/one.yaml': robot}});

describe.each(rows)('%s', (_what, edge, missedBy, blocks) => {
	test('is missed, with the reason', async () => {
		const findings = examineSite(await examined(edge));
		const missing = findings.filter(({verdict}) => verdict.kind === 'unknown');
		expect(missing.map(({id}) => id)).toEqual(missedBy);
		expect(missing.every(({verdict}) => verdict.kind === 'unknown' && verdict.remedy)).toBe(true);
		const isNotedSeed = 'seedNotes' in edge;
		expect(isNotedSeed || JSON.stringify(missing).includes(reason)).toBe(true);
	});

	test(blocks ? 'blocks' : 'may be passed on record', async () => {
		const blocking = examineSite(await examined(edge)).filter(isBlocking);
		const missing = blocking.filter(({verdict}) => verdict.kind === 'unknown');
		expect(missing.length > 0).toBe(blocks);
	});
});

test('a host name that is not given and not known blocks', async () => {
	const subject = await subjectOf('IPv4 by DHCP', {
		manifest: ({hostname: _, ...manifest}) => manifest,
		edge: {hostName: gone},
	});
	expect(
		examineSite(subject)
			.filter(isBlocking)
			.map(({id}) => id),
	).toEqual(['site-hostname']);
});
