/** Every kind of site that fits passes everything, and nothing stands in its way before its network is applied. */
import {describe, expect, test} from 'vitest';
import {isBlocking} from '../../../../src/engine/check.ts';
import {examineSite, siteChecks} from '../../../../src/engine/checks/site/index.ts';
import {known, type NetworkFacts} from '../../../../src/hardware/facts.ts';
import {siteCheckTitles} from '../../../../src/words/checks/site-titles.ts';
import {examine, subjectOf} from '../../../fixtures/sites/examine.ts';
import {type GoodSite, goodSites} from '../../../fixtures/sites/good.ts';
import {goodEdge, nic} from '../../../fixtures/sites/host.ts';

const kinds = Object.keys(goodSites) as GoodSite[];

describe.each(kinds)('%s', (kind) => {
	test('passes every check before recert', async () => {
		const examined = await examine(kind);
		if (examined.refusedBy === 'doctor') {
			throw new Error(examined.faults.join('\n'));
		}
		expect(examined.findings.filter(({verdict}) => verdict.kind !== 'passed')).toEqual([]);
		expect(examined.findings).toHaveLength(siteChecks.length);
	});

	test('is not refused on a host where its network is not applied yet', async () => {
		const subject = await subjectOf(kind, {}, 'arrival');
		const bare: NetworkFacts = {
			...goodEdge.network,
			nics: known([nic('eno1', 1), nic('eno2', 2)]),
			defaultRoutes: known([]),
		};
		const isLeftToDhcp =
			subject.site.manifest.raw_nm_state_config === undefined &&
			subject.site.files.every(({path}) => !path.endsWith('.nmconnection'));
		const network = isLeftToDhcp ? subject.edge.network : bare;
		const edge = {...subject.edge, network, names: known([]), gateways: known([])};
		expect(examineSite({...subject, edge}).filter(isBlocking)).toEqual([]);
	});

	test('shows nothing secret', async () => {
		const subject = await subjectOf(kind);
		const told = JSON.stringify(examineSite(subject));
		expect(told).not.toMatch(/planted-passw0rd|PRIVATE KEY|\$2b\$/);
	});
});

test('every check has a title, and every title a check', () => {
	expect(siteChecks.map(({id}) => id).toSorted()).toEqual(Object.keys(siteCheckTitles).toSorted());
});
