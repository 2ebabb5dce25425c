import {expect, test} from 'vitest';
import {newClusterId, newInfraId} from '../../src/iso/cluster-ids.ts';
import {realSystem} from '../../src/system/real.ts';

const {random} = realSystem();

test('a cluster id is a random UUID of version 4', () => {
	const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
	const ids = Array.from({length: 100}, () => newClusterId(random));
	expect(ids.every((id) => pattern.test(id))).toBe(true);
	expect(new Set(ids).size).toBe(100);
	const ones = {...random, bytes: (count: number) => new Uint8Array(count).fill(255)};
	expect(newClusterId(ones)).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});

test.each([
	['site-1', 'site-1'],
	['Site_1.north', 'Site-1-north'],
	['a--b..c', 'a-b-c'],
	['a-name-that-is-far-too-long-for-it', 'a-name-that-is-far-to'],
	['twenty-characters---x-and-more', 'twenty-characters-x-a'],
	['abcdefghijklmnopqrst-uvw', 'abcdefghijklmnopqrst'],
])('the infrastructure of %s is called %s-xxxxx', (cluster, prefix) => {
	const infraId = newInfraId(random, cluster);
	expect(infraId).toMatch(new RegExp(`^${prefix}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
	expect(infraId.length).toBeLessThanOrEqual(27);
});
