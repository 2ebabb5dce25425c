import {expect, test} from 'vitest';
import {Pager} from '../../../src/screens/components/pager.tsx';
import {renderComponent} from './render.tsx';

const lines = Array.from({length: 5}, (_, index) => [{text: `line ${index + 1}`}]);

test('the rule says which page shows, and there is no page past the last', async () => {
	const {frame, press} = renderComponent(
		<Pager title="Details" lines={lines} columns={40} rows={4} />,
	);
	expect(`\n${frame()}`).toMatchInlineSnapshot(`
		"
		── Details ────────────── page 1 of 2 ──
		line 1
		line 2
		line 3"
	`);
	await press({name: 'right'}, {name: 'pagedown'});
	expect(`\n${frame()}`).toMatchInlineSnapshot(`
		"
		── Details ────────────── page 2 of 2 ──
		line 4
		line 5
		"
	`);
	await press({name: 'left'});
	expect(frame()).toContain('line 1');
});

test('what fits has no pages', () => {
	const {frame} = renderComponent(<Pager title="Details" lines={lines} columns={40} rows={6} />);
	expect(frame()).not.toContain('page');
});
