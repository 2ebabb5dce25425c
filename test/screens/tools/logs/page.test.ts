import {expect, test} from 'vitest';
import {logPage} from '../../../../src/screens/tools/logs/page.ts';
import {entry} from '../../fixtures/tools.ts';

const entries = [1, 2, 3, 4, 5].map((second) => entry(second, `line ${second}`));

const textsOf = ({lines}: ReturnType<typeof logPage>): readonly string[] =>
	lines.map((line) => line.map(({text}) => text).join(''));

test('a log that is followed shows its end', () => {
	const page = logPage(entries, 'end', 80, 2);
	expect(textsOf(page)).toEqual(['09:10:04 systemd: line 4', '09:10:05 systemd: line 5']);
	expect([page.first, page.last]).toEqual(['s=1;i=4', 's=1;i=5']);
});

test('a page that is turned forward shows its beginning', () => {
	const page = logPage(entries, 'beginning', 80, 2);
	expect([page.first, page.last]).toEqual(['s=1;i=1', 's=1;i=2']);
});

test('a long entry that shows in part counts as shown', () => {
	const long = [...entries, entry(6, 'word '.repeat(40))];
	const page = logPage(long, 'end', 40, 3);
	expect(page.lines).toHaveLength(3);
	expect(page.first).toBe('s=1;i=6');
});

test('nothing is a page without an edge', () => {
	expect(logPage([], 'end', 80, 5)).toEqual({lines: []});
});
