/** Evidence: a support bundle on its way out of this host, and the photo card. */
import {useState} from 'react';
import type {EvidenceGroup} from '../../../engine/evidence/group-names.ts';
import type {Stick} from '../../../engine/evidence/sticks.ts';
import type {Words} from '../../../words/index.ts';
import {type MenuItem, useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {commandOf} from '../../keys.ts';
import {emptyLine, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import type {ToolHost, ToolProps} from '../host.ts';
import {useTools} from '../tools-context.tsx';
import {useLook} from '../use-look.ts';
import {CardScreen} from './card.tsx';
import {edgeCard, installCard} from './card-data.ts';
import {ChooseScreen} from './choose-screen.tsx';
import {groupsLines, isEvidenceDeed, stickText, workLines} from './lines.ts';
import {SendScreen} from './send-screen.tsx';
import {UploadScreen} from './upload-screen.tsx';

type Place = 'menu' | 'card' | 'choose' | 'upload' | 'send';

export const EvidenceScreen = ({host, back}: ToolProps) => {
	const [place, setPlace] = useState<Place>('menu');
	const [last, setLast] = useState<string>();
	const [leftOut, setLeftOut] = useState<readonly EvidenceGroup[]>([]);
	const close = (): void => setPlace('menu');
	switch (place) {
		case 'menu':
			return (
				<EvidenceMenu
					leftOut={leftOut}
					initial={last}
					open={(next) => {
						setLast(next);
						setPlace(next);
					}}
					back={back}
				/>
			);
		case 'card':
			return <CardScreen cardAt={(moment) => cardOf(host, moment)} close={close} />;
		case 'choose':
			return <ChooseScreen leftOut={leftOut} change={setLeftOut} close={close} />;
		case 'upload':
			return <UploadScreen leftOut={leftOut} close={close} />;
		case 'send':
			return <SendScreen leftOut={leftOut} sendLines={host.sendLines} close={close} />;
	}
};

const cardOf = (host: ToolHost, moment: Parameters<typeof installCard>[1]) =>
	host.serves === 'install' ? installCard(host.state, moment) : edgeCard(host.state, moment);

const sticksEveryMs = 3000;

const EvidenceMenu = ({
	leftOut,
	initial,
	open,
	back,
}: {
	readonly leftOut: readonly EvidenceGroup[];
	/** Where a person came from. */
	readonly initial: string | undefined;
	readonly open: (place: Exclude<Place, 'menu'>) => void;
	readonly back: () => void;
}) => {
	const words = useWords();
	const {state, dispatch} = useTools();
	const looked = useLook('sticks', {}, sticksEveryMs);
	const sticks = looked?.kind === 'loaded' ? looked.value : [];
	const deed = isEvidenceDeed(state.deed) ? state.deed : undefined;
	const isBusy = deed !== undefined && deed.outcome === undefined;
	const take = (id: string): void => {
		const stick = sticks.find(({device}) => id === stickId(device)) ?? firstOf(sticks, id);
		if (stick) {
			const params = {device: stick.device, leftOut: [...leftOut]};
			dispatch({type: 'tool.do', deed: 'evidence.stick', params});
		}
		if (id === 'web') dispatch({type: 'tool.do', deed: 'evidence.web', params: {leftOut}});
		if (id === 'card' || id === 'choose' || id === 'upload' || id === 'send') open(id);
		if (id === 'stop') dispatch({type: 'tool.stop'});
		if (id === 'back') back();
	};
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		back();
		return true;
	});
	const menu = useMenu(
		itemsOf(sticks, isBusy, words),
		take,
		initial === undefined ? {} : {initial},
	);
	const {title, intro} = words.screens.tools.evidence;
	return (
		<SheetScreen
			title={title}
			menu={menu}
			lines={(columns) => [
				...paragraph(intro, columns),
				...groupsLines(leftOut, words, columns),
				emptyLine,
				...workLines(deed, words, columns),
			]}
		/>
	);
};

/** The first line is always the first stick, so that it is the same digit on every host. */
const firstId = 'stick';

const stickId = (device: string): string => `stick ${device}`;

const firstOf = (sticks: readonly Stick[], id: string): Stick | undefined =>
	id === firstId ? sticks[0] : undefined;

const itemsOf = (
	[first, ...others]: readonly Stick[],
	isBusy: boolean,
	{screens}: Words,
): readonly MenuItem[] => {
	const {toStick, noStick, web, upload, line, card, choose, stop} = screens.tools.evidence;
	const labelOf = (stick: Stick): string => toStick(stick.device, stickText(stick));
	return [
		{id: firstId, label: first ? labelOf(first) : noStick},
		{id: 'web', label: web},
		{id: 'upload', label: upload},
		{id: 'send', label: line},
		{id: 'card', label: card},
		{id: 'choose', label: choose},
		...others.map((stick) => ({id: stickId(stick.device), label: labelOf(stick)})),
		...(isBusy ? [{id: 'stop', label: stop}] : []),
		{id: 'back', label: screens.back},
	];
};
