/** What can be repaired on the host as it stands, of either kind; pure. */
import {stepsOf} from '../../../engine/plan.ts';
import type {Site} from '../../../engine/site/site.ts';
import type {RunState} from '../../../store/state.ts';
import type {Words} from '../../../words/index.ts';
import type {MenuItem} from '../../components/menu.tsx';
import {type Line, paragraph} from '../../lines.ts';
import type {ToolHost} from '../host.ts';

/** Id of the step at which the newest run stopped. */
export const failedStepOf = (run: RunState | undefined): string | undefined =>
	run === undefined
		? undefined
		: stepsOf(run.plan).find(({id}) => run.steps[id]?.status === 'failed')?.id;

export const isStopped = (run: RunState | undefined): boolean =>
	run?.outcome !== undefined && run.outcome.kind !== 'done' && run.outcome.kind !== 'skipped';

const isGoingOn = (run: RunState | undefined): boolean =>
	run !== undefined && run.outcome === undefined;

/** Kernel paths of the media whose configuration may be imported. */
export const mediaOf = (host: ToolHost): readonly string[] =>
	host.serves === 'deploy' && host.state.media.kind === 'loaded'
		? host.state.media.value.reports
				.filter(({examined}) => examined?.isGood === true)
				.map(({medium}) => medium.device)
		: [];

export const repairItems = (
	host: ToolHost,
	canSkip: boolean,
	{screens}: Words,
): readonly MenuItem[] => {
	const {repair} = screens.tools;
	const {run} = host.state;
	const isFree = !isGoingOn(run);
	const when = (condition: boolean, item: MenuItem): readonly MenuItem[] =>
		condition ? [item] : [];
	return [
		...when(isStopped(run), {id: 'retry', label: repair.retry}),
		...when(canSkip, {id: 'skip', label: repair.skip}),
		...when(host.serves === 'deploy' && isFree, {id: 'rollback', label: repair.rollBack}),
		...(isFree ? mediaOf(host) : []).map((device) => ({
			id: `import ${device}`,
			label: repair.importAgain(device),
		})),
		...when(isFree, {id: 'network', label: repair.network}),
		...when(host.serves === 'install' && isFree, {id: 'clear', label: repair.clear}),
		...when(isFree, {id: 'boot', label: repair.boot}),
		...when(host.openShell !== undefined, {id: 'shell', label: repair.shell}),
		{id: 'back', label: screens.back},
	];
};

export const situationLines = (
	run: RunState | undefined,
	canSkip: boolean,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {repair} = words.screens.tools;
	if (isGoingOn(run)) return paragraph(repair.running, columns);
	const id = failedStepOf(run);
	const planned = run && stepsOf(run.plan).find((step) => step.id === id);
	if (!isStopped(run) || planned === undefined) return paragraph(repair.noRun, columns);
	return [
		...paragraph(repair.failed(words.stepTitle(planned.step, planned.params)), columns, {
			tone: 'bad',
		}),
		...(canSkip ? [] : paragraph(repair.cannotSkip, columns)),
	];
};

/** What came of putting back and of importing: both are begun here, and end on no screen of their own. */
export const mendedLines = (host: ToolHost, {screens}: Words, columns: number): readonly Line[] => {
	if (host.serves === 'install') return [];
	const {isRolledBack, site, siteFrom} = host.state;
	const {importing, imported} = screens.tools.repair;
	const told = (text: string): readonly Line[] => paragraph(text, columns, {tone: 'good'});
	return [
		...(isRolledBack ? told(screens.edge.failure.rolledBack) : []),
		...(siteFrom === undefined
			? site.kind === 'loaded' && site.value.origin.kind === 'medium'
				? paragraph(imported(site.value.origin.device, clusterOf(site.value)), columns)
				: []
			: paragraph(importing(siteFrom), columns, {tone: 'busy'})),
	];
};

const clusterOf = ({manifest}: Site): string => `${manifest.cluster_name}.${manifest.base_domain}`;
