/** The ladder of each card, its port, and a change of its network that is tried before it is kept. */
import {useState} from 'react';
import type {Lane} from '../../../engine/ladder/lanes.ts';
import type {Reading} from '../../../engine/tools/looks/index.ts';
import {ChooserScreen, type Detail} from '../../components/chooser-screen.tsx';
import {type MenuItem, useMenu} from '../../components/menu.tsx';
import {useSurroundings, useWords} from '../../context.tsx';
import {type Line, paragraph, span} from '../../lines.ts';
import {useTools} from '../tools-context.tsx';
import {useLook} from '../use-look.ts';
import {textsOf} from './form.ts';
import {ChangeScreen} from './form-screen.tsx';
import {HostScreen} from './host-screen.tsx';
import {hostLane, laneId, laneLines, laneTable, laneTone} from './lanes.ts';
import {NicScreen} from './nic-screen.tsx';
import {PlugScreen} from './plug.tsx';
import {ProxyScreen} from './proxy-screen.tsx';
import {networkDeedLines, trialOf} from './trial.ts';

/** A climb takes seconds and asks others: it is not repeated more often than it must. */
const everyMs = 60_000;

/** What a trial brings must be seen while it lasts. */
const trialEveryMs = 10_000;

type Place =
	| {readonly at: 'list' | 'plug' | 'host' | 'proxy'}
	| {readonly at: 'nic' | 'change'; readonly nic: string};

export const NetworkTool = ({back}: {readonly back: () => void}) => {
	const [place, setPlace] = useState<Place>({at: 'list'});
	const {clock} = useSurroundings();
	const isTried = trialOf(useTools().state, clock.now())?.kind === 'running';
	const looked = useLook('network', {}, isTried ? trialEveryMs : everyMs);
	const reading = looked?.kind === 'loaded' ? looked.value : undefined;
	const [initial, setInitial] = useState<string>();
	const open = (next: Place): void => {
		if ('nic' in next) setInitial(next.nic);
		setPlace(next);
	};
	const close = (): void => setPlace({at: 'list'});
	switch (place.at) {
		case 'list':
			return (
				<LaneList
					reading={reading}
					fault={looked?.kind === 'failed' ? looked.problem.message : undefined}
					initial={initial}
					open={open}
					back={back}
				/>
			);
		case 'plug':
			return <PlugScreen close={close} />;
		case 'host':
			return <HostScreen reading={reading} changeProxy={() => open({at: 'proxy'})} close={close} />;
		case 'proxy':
			return <ProxyScreen now={reading?.proxy ?? noProxy} close={close} />;
		case 'nic':
			return (
				<NicScreen
					nic={place.nic}
					reading={reading}
					change={() => open({at: 'change', nic: place.nic})}
					close={close}
				/>
			);
		case 'change':
			return <ChangeScreen card={place.nic} now={textsOf(place.nic, reading)} close={close} />;
	}
};

const noProxy = {httpProxy: '', httpsProxy: '', noProxy: ''};

type LaneListProps = {
	readonly reading: Reading<'network'> | undefined;
	readonly fault: string | undefined;
	/** The line that has the cursor at first. */
	readonly initial: string | undefined;
	readonly open: (place: Place) => void;
	readonly back: () => void;
};

const LaneList = ({reading, fault, initial, open, back}: LaneListProps) => {
	const {words, clock} = useSurroundings();
	const {network} = words.screens.tools;
	const {state, dispatch} = useTools();
	const trial = trialOf(state, clock.now());
	const lanes = reading?.lanes ?? [];
	const take = (id: string): void => {
		if (id === 'back') back();
		else if (id === 'plug') open({at: 'plug'});
		else if (id === hostLane) open({at: 'host'});
		else if (id === 'again') dispatch({type: 'tool.look', subject: 'network', params: {}});
		else if (id === 'keep' || id === 'revert') {
			if (trial) dispatch({type: 'tool.do', deed: trial.end, params: {how: id}});
		} else open({at: 'nic', nic: id});
	};
	const itemsOf = useItems(lanes, trial?.kind === 'running');
	const menu = useMenu(itemsOf([]), take, initial === undefined ? {} : {initial});
	const indent = String(menu.items.length).length + 4;
	const table = (columns: number) =>
		reading ? laneTable(reading, words, columns - indent) : {head: '', rows: []};
	const current = lanes.find((lane) => laneId(lane) === menu.id);
	const heading = (columns: number): readonly Line[] => [
		...networkDeedLines(state.deed, trial, words, columns),
		...(fault === undefined ? [] : paragraph(fault, columns, {tone: 'bad'})),
		...(reading
			? [[span(' '.repeat(indent)), span(table(columns).head, 'muted')]]
			: fault === undefined
				? paragraph(words.screens.tools.looking, columns)
				: []),
	];
	const detail = (columns: number): Detail => ({
		title: current?.nic ?? network.host,
		tone: current && laneTone(current),
		lines: current && reading ? laneLines(current, reading, words, columns) : [],
	});
	return (
		<ChooserScreen
			title={network.title}
			hints={['move', 'take', 'number', 'page', 'back', 'more']}
			heading={heading}
			menu={(columns) => ({...menu, items: itemsOf(table(columns).rows)})}
			detail={detail}
		/>
	);
};

const useItems = (lanes: readonly Lane[], isTried: boolean) => {
	const {screens} = useWords();
	const {network} = screens.tools;
	return (labels: readonly string[]): readonly MenuItem[] => [
		...(isTried
			? [
					{id: 'keep', label: network.trial.keep},
					{id: 'revert', label: network.trial.revert},
				]
			: []),
		...lanes.map((lane, index) => ({
			id: laneId(lane),
			label: labels[index] ?? laneId(lane),
			tone: laneTone(lane),
		})),
		{id: 'plug', label: network.plug},
		{id: 'again', label: network.again},
		{id: 'back', label: screens.back},
	];
};
