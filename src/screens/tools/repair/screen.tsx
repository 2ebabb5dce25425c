/** What may mend this host: trying again, going on without, putting back, entering anew, clearing, starting anew. */
import {useState} from 'react';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {emptyLine, paragraph} from '../../lines.ts';
import {AskFirst} from '../ask-first.tsx';
import {deedLines} from '../deed-lines.ts';
import type {ToolHost, ToolProps} from '../host.ts';
import {NetworkTool} from '../network/screen.tsx';
import {useTools} from '../tools-context.tsx';
import {useLook} from '../use-look.ts';
import {BootScreen} from './boot.tsx';
import {ClearScreen} from './clear.tsx';
import {failedStepOf, isStopped, mendedLines, repairItems, situationLines} from './items.ts';

const everyMs = 30_000;

export const RepairScreen = ({host, back}: ToolProps) => {
	const {repair} = useWords().screens.tools;
	const [place, setPlace] = useState('list');
	const {run} = host.state;
	const step = isStopped(run) ? failedStepOf(run) : undefined;
	const looked = useLook('repair', step === undefined ? {} : {step}, everyMs);
	const reading = looked?.kind === 'loaded' ? looked.value : undefined;
	const loss = reading?.ifSkipped;
	const close = (): void => setPlace('list');
	const confirm = (label: string, text: string, act: () => void) => (
		<AskFirst title={label} label={label} text={text} act={act} close={close} />
	);
	if (place === 'retry') {
		return confirm(repair.retry, repair.confirm.retry, () => host.dispatch({type: 'run.retry'}));
	}
	if (place === 'skip' && step !== undefined && loss !== undefined) {
		const act = (): void => host.dispatch({type: 'run.skip', step});
		return confirm(repair.skip, repair.confirm.skip(loss), act);
	}
	if (place === 'rollback' && host.serves === 'deploy') {
		const act = (): void => host.dispatch({type: 'recert.rollback'});
		return confirm(repair.rollBack, repair.confirm.rollBack, act);
	}
	if (place.startsWith('import ') && host.serves === 'deploy') {
		const device = place.slice('import '.length);
		const act = (): void => host.dispatch({type: 'site.import', device});
		return confirm(repair.importAgain(device), repair.confirm.importAgain, act);
	}
	if (place === 'network') return <NetworkTool back={close} />;
	if (place === 'clear') return <ClearScreen disks={disksOf(host)} close={close} />;
	if (place === 'boot') return <BootScreen boot={reading?.boot} close={close} />;
	return <RepairList host={host} canSkip={loss !== undefined} open={setPlace} back={back} />;
};

const RepairList = ({
	host,
	canSkip,
	open,
	back,
}: ToolProps & {readonly canSkip: boolean; readonly open: (place: string) => void}) => {
	const words = useWords();
	const {repair} = words.screens.tools;
	const {deed} = useTools().state;
	const isOurs = deed?.deed === 'disk.clear' || deed?.deed === 'host.restart';
	const menu = useMenu(repairItems(host, canSkip, words), (id) => {
		if (id === 'back') back();
		else if (id === 'shell') host.openShell?.();
		else open(id);
	});
	return (
		<SheetScreen
			title={repair.title}
			menu={menu}
			lines={(columns) => [
				...paragraph(repair.intro, columns),
				emptyLine,
				...situationLines(host.state.run, canSkip, words, columns),
				...mendedLines(host, words, columns),
				emptyLine,
				...deedLines(isOurs ? deed : undefined, words, columns),
			]}
		/>
	);
};

const disksOf = (host: ToolHost) =>
	host.serves === 'install' &&
	host.state.facts.kind === 'loaded' &&
	host.state.facts.value.disks.known
		? host.state.facts.value.disks.value
		: [];
