import {expect, test} from 'vitest';
import {parseCsv} from '../../../src/iso/fleet/csv.ts';
import {laidOver, withValueAt} from '../../../src/iso/fleet/documents.ts';

test.each([
	[
		'a,b\nc,d\n',
		[
			['a', 'b'],
			['c', 'd'],
		],
	],
	[
		'a,b\r\nc,d',
		[
			['a', 'b'],
			['c', 'd'],
		],
	],
	['a\rb', [['a'], ['b']]],
	[
		'\ufeffa;b\n"c;1";d',
		[
			['a', 'b'],
			['c;1', 'd'],
		],
	],
	['a\n"b ""c"", d"\n', [['a'], ['b "c", d']]],
	[
		'a,b\n"1\n2",3\n',
		[
			['a', 'b'],
			['1\n2', '3'],
		],
	],
	['a\n\n,\n b \n', [['a'], ['b']]],
	['a\n"b', [['a'], ['"b']]],
	['', []],
])('%j has the cells %j', (text, cells) => {
	expect(parseCsv(text).map((row) => row.cells)).toEqual(cells);
});

test('each row knows its line, whatever is in the cells before it', () => {
	expect(parseCsv('a\n"1\n2"\n\nb').map(({line}) => line)).toEqual([1, 2, 5]);
});

test('what a site says is laid over what all share', () => {
	expect(laidOver({a: {b: 1, c: [1, 2]}, d: 1, e: 'x'}, {a: {c: [3]}, d: null, f: true})).toEqual({
		a: {b: 1, c: [3]},
		e: 'x',
		f: true,
	});
});

test('a value at a path makes what is missing on the way', () => {
	expect(withValueAt({a: 1}, 'b[1].c', 'x')).toEqual({a: 1, b: [null, {c: 'x'}]});
	expect(withValueAt({b: {c: 1}}, 'b.d', 2)).toEqual({b: {c: 1, d: 2}});
	const object = withValueAt({}, '__proto__.polluted', true);
	expect([Object.hasOwn(object, '__proto__'), 'polluted' in {}]).toEqual([true, false]);
});
