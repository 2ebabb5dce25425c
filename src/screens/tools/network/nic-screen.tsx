/** One card: its ladder rung by rung, the port of the switch, and what can be done to it. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {commandOf} from '../../keys.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {useTools} from '../tools-context.tsx';
import {laneLines, nicDeedLines} from './lanes.ts';

export const NicScreen = ({
	nic,
	reading,
	change,
	close,
}: {
	readonly nic: string;
	readonly reading: Reading<'network'> | undefined;
	readonly change: () => void;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {screens} = words;
	const {blink, listen, change: changeIt} = screens.tools.network.nic;
	const {state, dispatch} = useTools();
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const items = [
		{id: 'blink', label: blink},
		{id: 'listen', label: listen},
		{id: 'change', label: changeIt},
		{id: 'back', label: screens.back},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'blink') dispatch({type: 'tool.do', deed: 'port.blink', params: {nic}});
		if (id === 'listen') dispatch({type: 'tool.do', deed: 'lldp.listen', params: {nic}});
		if (id === 'change') change();
		if (id === 'back') close();
	});
	const lane = reading?.lanes.find((one) => one.nic === nic);
	return (
		<SheetScreen
			title={nic}
			menu={menu}
			lines={(columns) => [
				...nicDeedLines(state.deed, nic, words, columns),
				...(lane && reading ? laneLines(lane, reading, words, columns) : []),
			]}
		/>
	);
};
