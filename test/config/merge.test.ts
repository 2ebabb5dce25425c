import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {completeSettings, missingSettings} from '../../src/config/complete.ts';
import {defaultSettings} from '../../src/config/defaults.ts';
import {mergeSettings} from '../../src/config/merge.ts';
import {sourceNames} from '../../src/config/settings.ts';

const settings = fc.record(
	{
		seedImage: fc.string(),
		releaseRegistry: fc.string(),
		precacheDisabled: fc.boolean(),
		extraPartitionNumber: fc.nat(),
	},
	{requiredKeys: []},
);

const sources = fc.array(fc.record({from: fc.constantFrom(...sourceNames), settings}));

describe('merging', () => {
	test('takes each value from the strongest source that has it, and remembers which', () => {
		fc.assert(
			fc.property(sources, (given) => {
				const config = mergeSettings(given);
				for (const name of [
					'seedImage',
					'releaseRegistry',
					'precacheDisabled',
					'extraPartitionNumber',
				] as const) {
					const strongest = sourceNames.findLast((source) =>
						given.some(({from, settings}) => from === source && name in settings),
					);
					const last = given.findLast(({from, settings}) => from === strongest && name in settings);
					expect(config[name]).toEqual(last && {value: last.settings[name], from: strongest});
				}
			}),
		);
	});

	test('does not depend on the order in which sources with different names are given', () => {
		const distinct = fc.uniqueArray(fc.record({from: fc.constantFrom(...sourceNames), settings}), {
			selector: ({from}) => from,
		});
		fc.assert(
			fc.property(distinct, (given) => {
				expect(mergeSettings(given.toReversed())).toEqual(mergeSettings(given));
			}),
		);
	});

	test('does not let an undefined answer hide a value', () => {
		const config = mergeSettings([
			{from: 'file', settings: {seedImage: 'a'}},
			{from: 'typed', settings: {seedImage: undefined} as never},
		]);
		expect(config.seedImage).toEqual({value: 'a', from: 'file'});
	});
});

describe('complete settings', () => {
	const answers = {seedImage: 'a', seedVersion: '4.18.0', installationDisk: 'serial:1'};

	test('are the plain values of a config', () => {
		const config = mergeSettings([
			{from: 'default', settings: defaultSettings},
			{from: 'file', settings: answers},
		]);
		expect(completeSettings(config)).toEqual({...defaultSettings, ...answers});
	});

	test('name every required answer that is missing', () => {
		const config = mergeSettings([{from: 'file', settings: {seedVersion: '4.18.0'}}]);
		expect(missingSettings(config)).toEqual(['seedImage', 'installationDisk']);
		expect(() => completeSettings(config)).toThrow(
			'seedImage is required; installationDisk is required.',
		);
	});
});
