/** What belongs to no card: the clock, the proxy and the registry, rung by rung; the proxy can be changed. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {commandOf} from '../../keys.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {laneLines} from './lanes.ts';

export const HostScreen = ({
	reading,
	changeProxy,
	close,
}: {
	readonly reading: Reading<'network'> | undefined;
	readonly changeProxy: () => void;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {screens} = words;
	const {host, proxy} = screens.tools.network;
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const items = [
		{id: 'proxy', label: proxy.change},
		{id: 'back', label: screens.back},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'proxy') changeProxy();
		if (id === 'back') close();
	});
	const lane = reading?.lanes.find(({nic}) => nic === undefined);
	return (
		<SheetScreen
			title={host}
			menu={menu}
			lines={(columns) => (lane && reading ? laneLines(lane, reading, words, columns) : [])}
		/>
	);
};
