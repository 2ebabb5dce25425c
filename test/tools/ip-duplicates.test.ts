import {expect, test} from 'vitest';
import {parseDuplicates} from '../../src/tools/ip-duplicates.ts';

test('what the filter left out is no address', () => {
	const entry = {family: 'inet6', local: '2001:db8::10', prefixlen: 64, dadfailed: true};
	const links = [{}, {ifname: 'eno1', addr_info: [entry, {}]}, {ifname: 'eno2', addr_info: [{}]}];
	expect(parseDuplicates(JSON.stringify(links))).toEqual([{nic: 'eno1', address: '2001:db8::10'}]);
});

test.each(['', '[]', '[{}]'])('%j is none', (text) => {
	expect(parseDuplicates(text)).toEqual([]);
});
