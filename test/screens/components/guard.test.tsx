import {Text} from 'ink';
import {useState} from 'react';
import {expect, test} from 'vitest';
import {guardMs, useGuard} from '../../../src/screens/guard.ts';
import {useKeys} from '../../../src/screens/terminal/keyboard.tsx';
import {renderComponent} from './render.tsx';

const Counter = () => {
	const [count, setCount] = useState(0);
	useKeys(() => {
		setCount(count + 1);
		return true;
	});
	useGuard();
	return <Text>{`${count} keys`}</Text>;
};

test('keys of the first 300 ms do nothing; the clock decides, not a timer', async () => {
	const {frame, press, clock} = renderComponent(<Counter />);
	await press({name: 'enter'});
	clock.pass(guardMs - 1);
	await press({name: 'enter'});
	expect(frame()).toBe('0 keys');
	clock.pass(1);
	await press({name: 'enter'});
	expect(frame()).toBe('1 keys');
});
