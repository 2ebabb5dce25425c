import {expect, test} from 'vitest';
import {parseWipefs, wipefsCommand} from '../../src/tools/wipefs.ts';

test('all signatures are listed, several on one device too', () => {
	const signatures = [
		{device: 'sda', offset: '0x218', type: 'LVM2_member', uuid: 'x', label: null},
		{device: 'sda', offset: '0x8001', type: 'iso9660', uuid: null, label: 'rhcos'},
	];
	expect(parseWipefs(JSON.stringify({signatures}))).toEqual([
		{kernelName: 'sda', type: 'LVM2_member', label: undefined, id: 'x', offsetBytes: 0x218},
		{kernelName: 'sda', type: 'iso9660', label: 'rhcos', id: undefined, offsetBytes: 0x8001},
	]);
});

test('a blank disk answers with an empty list or with nothing', () => {
	expect(parseWipefs('{"signatures": []}')).toEqual([]);
	expect(parseWipefs('\n')).toEqual([]);
});

test('an answer of another shape is refused', () => {
	expect(() => parseWipefs('{"devices": []}')).toThrow('wipefs');
	expect(() => parseWipefs('DEVICE OFFSET TYPE')).toThrow('wipefs');
});

test('it never acts', () => {
	expect(wipefsCommand(['/dev/sda']).args).toContain('--no-act');
});
