/** The units and containers that matter here: how they stand, what they said last, and restarting one. */
import {useState} from 'react';
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {Words} from '../../../words/index.ts';
import {ChooserScreen, type Detail} from '../../components/chooser-screen.tsx';
import {useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {type Line, paragraph, span} from '../../lines.ts';
import {ConfirmDeed} from '../confirm-deed.tsx';
import {deedLines} from '../deed-lines.ts';
import {useTools} from '../tools-context.tsx';
import {useLook} from '../use-look.ts';
import {idOf, nameOf, type Service, serviceLines, servicesOf, serviceTable} from './rows.ts';

const everyMs = 2000;

export const ServicesScreen = ({back}: {readonly back: () => void}) => {
	const [asking, setAsking] = useState<Service>();
	const [last, setLast] = useState<string>();
	const ask = (service: Service): void => {
		setLast(idOf(service));
		setAsking(service);
	};
	return asking ? (
		<ConfirmRestart service={asking} close={() => setAsking(undefined)} />
	) : (
		<ServiceList initial={last} ask={ask} back={back} />
	);
};

const ConfirmRestart = ({
	service,
	close,
}: {
	readonly service: Service;
	readonly close: () => void;
}) => {
	const {title, text, restart} = useWords().screens.tools.services.confirm;
	const of = nameOf(service);
	if (!of) return null;
	return (
		<ConfirmDeed
			title={title(service.name)}
			text={text}
			label={restart}
			deed={{type: 'tool.do', deed: 'service.restart', params: of}}
			close={close}
		/>
	);
};

const ServiceList = ({
	initial,
	ask,
	back,
}: {
	/** The line that has the cursor at first. */
	readonly initial: string | undefined;
	readonly ask: (service: Service) => void;
	readonly back: () => void;
}) => {
	const words = useWords();
	const {screens} = words;
	const {deed, seen} = useTools().state;
	const newest = seen.services?.kind === 'loaded' ? seen.services.value : undefined;
	const services = newest ? servicesOf(newest, words) : [];
	const find = (id: string | undefined) => services.find((one) => idOf(one) === id);
	const take = (id: string): void => {
		const service = find(id);
		if (id === 'back') back();
		if (service?.mayRestart) ask(service);
	};
	const menu = useMenu(itemsOf(services, [], words), take, initial === undefined ? {} : {initial});
	const current = find(menu.id);
	const of = current && nameOf(current);
	const looked = useLook('services', of ? {of} : {}, everyMs);
	const table = (columns: number) => serviceTable(services, columns - labelIndent, words);
	const heading = (columns: number): readonly Line[] => [
		...deedLines(deed?.deed === 'service.restart' ? deed : undefined, words, columns),
		...(looked?.kind === 'failed'
			? paragraph(looked.problem.message, columns, {tone: 'bad'})
			: unknownLines(newest, words, columns)),
		...(newest
			? [[span(`${' '.repeat(labelIndent)}${table(columns).head}`, 'muted')]]
			: paragraph(screens.tools.looking, columns)),
	];
	const detail = (columns: number): Detail => ({
		title: current?.name ?? '',
		tone: current?.tone,
		lines: current
			? serviceLines(
					current,
					looked?.kind === 'loaded' ? looked.value.lines : undefined,
					words,
					columns,
				)
			: [],
	});
	return (
		<ChooserScreen
			title={screens.tools.services.title}
			hints={['move', 'take', 'number', 'page', 'back', 'more']}
			heading={heading}
			menu={(columns) => ({...menu, items: itemsOf(services, table(columns).rows, words)})}
			detail={detail}
		/>
	);
};

/** `> 12  ` */
const labelIndent = 6;

const itemsOf = (services: readonly Service[], labels: readonly string[], {screens}: Words) => [
	...services.map((one, index) => ({
		id: idOf(one),
		label: labels[index] ?? one.name,
		tone: one.tone,
	})),
	{id: 'back', label: screens.back},
];

const unknownLines = (
	reading: Reading<'services'> | undefined,
	{screens}: Words,
	columns: number,
): readonly Line[] =>
	[reading?.units, reading?.containers, reading?.cluster?.pods].flatMap((fact) =>
		fact && !fact.known ? paragraph(screens.unknown(fact.reason), columns, {tone: 'warning'}) : [],
	);
