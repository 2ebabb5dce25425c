import {expect, test, vi} from 'vitest';
import {MenuList, useMenu} from '../../../src/screens/components/menu.tsx';
import {renderComponent} from './render.tsx';

const items = ['Continue', 'Look again', 'Leave the console', 'Help', 'Log'].map((label) => ({
	id: label,
	label,
}));

const TestMenu = ({
	take,
	rows,
	isList = false,
}: {
	readonly take: (id: string) => void;
	readonly rows: number;
	readonly isList?: boolean;
}) => <MenuList menu={useMenu(items, take)} columns={60} rows={rows} isList={isList} />;

test('short lines stand side by side, numbered downwards', () => {
	const {frame} = renderComponent(<TestMenu take={() => {}} rows={3} />);
	expect(`\n${frame()}`).toMatchInlineSnapshot(`
		"
		> 1  Continue                  4  Help
		  2  Look again                5  Log
		  3  Leave the console"
	`);
});

test('with less room it scrolls and says which lines show', async () => {
	const {frame, press} = renderComponent(<TestMenu take={() => {}} rows={4} isList />);
	await press({name: 'up'});
	expect(`\n${frame()}`).toMatchInlineSnapshot(`
		"
		  3  Leave the console
		  4  Help
		> 5  Log
		     lines 3 to 5 of 5"
	`);
});

test('Enter takes the line with the cursor, a digit its own line', async () => {
	const take = vi.fn();
	const {press} = renderComponent(<TestMenu take={take} rows={3} />);
	await press({name: 'down'}, {name: 'enter'}, {name: 'text', text: '5'});
	expect(take.mock.calls).toEqual([['Look again'], ['Log']]);
});
