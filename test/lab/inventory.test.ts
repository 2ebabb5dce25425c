import {describe, expect, test} from 'vitest';
import {parseAttributes} from '../../lab/attributes.ts';
import {differences, type Entry} from '../../lab/inventory.ts';

test('an escaped name and each form of value are read back', () => {
	const text = [
		'# file: a\\012b \\134 ü',
		'user.binary=0x00ff',
		'user.empty=',
		'user.bare',
		'',
		'# file: .',
		'security.selinux=0x6100',
		'',
		'',
	].join('\n');
	expect(parseAttributes(text)).toEqual(
		new Map([
			['a\nb \\ ü', {'user.binary': '00ff', 'user.empty': '', 'user.bare': ''}],
			['.', {'security.selinux': '6100'}],
		]),
	);
});

test('the form in which XFS stores an ACL is not an attribute of its own', () => {
	expect(parseAttributes('# file: x\ntrusted.SGI_ACL_FILE=0x00\n')).toEqual(new Map());
});

describe('differences', () => {
	const file: Entry = {path: 'file', type: 'file', mode: '0644', uid: 0, gid: 0, sizeBytes: 4};

	test('are none between equals, whatever the order of their attributes', () => {
		const one = {...file, attributes: {'user.a': '61', 'user.b': '62'}};
		const other = {...file, attributes: {'user.b': '62', 'user.a': '61'}};
		expect(differences([one], [other])).toEqual([]);
	});

	test('name a changed mode, an attribute that was lost, a missing and an added path', () => {
		const labelled = {...file, path: 'labelled', attributes: {'user.a': '61'}};
		const expected = [file, labelled, {...file, path: 'only-here'}];
		const found = [
			{...file, mode: '0600'},
			{...file, path: 'labelled'},
			{...file, path: 'only-there'},
		];
		expect(differences(expected, found)).toEqual([
			'"file": mode 0644 expected, 0600 found',
			'"labelled": attributes [["user.a","61"]] expected, undefined found',
			'"only-here": file is missing',
			'"only-there": unexpected file',
		]);
	});
});
