/** Which port a cable goes into: the ports as they are, against what they were when the screen opened. */
import {useRef} from 'react';
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {Words} from '../../../words/index.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {commandOf} from '../../keys.ts';
import {type Entry, emptyLine, paragraph, sheet} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {useLook} from '../use-look.ts';

type Port = Reading<'ports'>['ports'][number];

const everyMs = 500;

export const PlugScreen = ({close}: {readonly close: () => void}) => {
	const words = useWords();
	const {screens} = words;
	const {plugging} = screens.tools.network;
	const looked = useLook('ports', {}, everyMs);
	const ports = looked?.kind === 'loaded' ? looked.value.ports : undefined;
	const first = useRef<readonly Port[]>(undefined);
	first.current ??= ports;
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const menu = useMenu([{id: 'back', label: screens.back}], close);
	return (
		<SheetScreen
			title={plugging.title}
			menu={menu}
			lines={(columns) => [
				emptyLine,
				...paragraph(plugging.text, columns),
				emptyLine,
				...(ports
					? sheet(
							ports.map((port) => portEntry(port, first.current ?? [], words)),
							columns,
						)
					: paragraph(screens.tools.looking, columns)),
			]}
		/>
	);
};

const portEntry = (port: Port, before: readonly Port[], {screens}: Words): Entry => {
	const {plugging} = screens.tools.network;
	const label = plugging.port(port.nic, port.mac);
	const old = before.find(({nic}) => nic === port.nic);
	const hasChanged = old === undefined || old.changes !== port.changes;
	if (hasChanged || old?.hasCarrier !== port.hasCarrier) {
		const value =
			old?.hasCarrier === port.hasCarrier
				? plugging.flickered
				: port.hasCarrier
					? plugging.plugged
					: plugging.pulled;
		return {label, value, tone: 'strong'};
	}
	if (port.hasCarrier === undefined) return {label, value: plugging.unknown, tone: 'warning'};
	return {label, value: port.hasCarrier ? plugging.carrier : plugging.noCarrier};
};
