/** The commands that need no screen: unattended install, resume, dry run, facts, wipe. Each gives an exit code. */
import {readKernelArguments} from '../config/sources/kernel-arguments.ts';
import {isProbingCommand} from '../engine/ladder/probing.ts';
import {
	type EarlierRuns,
	openSession,
	type Session,
	type UnattendedWords,
} from '../engine/session.ts';
import type {Decision, SessionEvent} from '../engine/session-events.ts';
import {withTools} from '../engine/tools/tools.ts';
import {exitCodes, type Problem} from '../errors.ts';
import {probeHost} from '../hardware/probe.ts';
import {isReadOnlyCommand} from '../hardware/read-only.ts';
import {rehearsal} from '../system/rehearsal.ts';
import type {Command} from '../system/types.ts';
import {findingLines} from '../unattended/plain-findings.ts';
import {planLines} from '../unattended/plain-plan.ts';
import type {Common} from './arguments.ts';
import {withCommandLog} from './command-log.ts';
import {evidenceMeans} from './evidence.ts';
import {exitCodeOf, problemText} from './exit-code.ts';
import type {Setting} from './setting.ts';
import {watchRun} from './watch.ts';

export {runWipe} from './wipe.ts';

export const runUnattended = async (
	setting: Setting,
	common: Common,
	flags: UnattendedWords,
): Promise<number> => {
	const session = openEngine(setting, common);
	const {orders} = await readKernelArguments(setting.system);
	const words = {...orders, ...flags};
	const {decision, problem} = await prepared(session);
	if (common.format === 'text') {
		printLines(setting, notWell(decision));
	}
	if (decision.plan === undefined && problem !== undefined) {
		setting.print(
			common.format === 'json' ? `${JSON.stringify({problem})}\n` : problemText(problem),
		);
		return exitCodes[problem.kind];
	}
	session.subscribe(watchEvents(setting, common));
	return exitCodeOf(await session.installUnattended(words));
};

export const runResume = async (setting: Setting, common: Common): Promise<number> => {
	const session = openEngine(setting, common);
	session.subscribe(watchEvents(setting, common));
	return exitCodeOf(await session.resume());
};

/** Prints the plan and touches nothing; the findings say why there is none. */
export const runDry = async (setting: Setting, common: Common): Promise<number> => {
	const changesNothing = (command: Command): boolean =>
		isReadOnlyCommand(command) || isProbingCommand(command);
	const rehearsed = rehearsal(setting.system, changesNothing, (line) => setting.print(`${line}\n`));
	const session = openSessionOf({...setting, system: rehearsed}, common, 'ignored');
	const {decision, problem} = await prepared(session);
	if (common.format === 'json') {
		setting.print(`${JSON.stringify({...decision, ...(problem && {problem})}, undefined, 2)}\n`);
	} else {
		printLines(setting, decision.findings.flatMap(findingLines));
		setting.print(problem === undefined ? '' : problemText(problem));
		printLines(setting, decision.plan === undefined ? [] : planLines(decision.plan));
	}
	return decision.plan === undefined ? exitCodes[problem?.kind ?? 'input'] : 0;
};

export const runFacts = async ({system, print, signal}: Setting): Promise<number> => {
	print(`${JSON.stringify(await probeHost(system, signal), undefined, 2)}\n`);
	return 0;
};

/** The engine as it works: each command it runs is logged beside the journal. */
export const openEngine = (
	setting: Setting,
	common: Common,
	earlierRuns: EarlierRuns = 'told',
): Session => {
	const {system} = setting;
	const {stateDirectory} = common;
	const working = withCommandLog(system, stateDirectory);
	const session = openSessionOf({...setting, system: working}, common, earlierRuns);
	return withTools(session, {
		system,
		working,
		serves: 'install',
		stateDirectory,
		remember: setting.remember,
		evidence: evidenceMeans(setting),
	});
};

const openSessionOf = (
	{system, signal, remember, program}: Setting,
	common: Common,
	earlierRuns: EarlierRuns,
): Session => {
	const {configFile, flags, stateDirectory} = common;
	const session = openSession({
		system,
		stateDirectory,
		remember,
		earlierRuns,
		config: {
			flags: {...flags, ...(program && {program})},
			...(configFile !== undefined && {configFile}),
		},
	});
	signal.addEventListener('abort', session.close);
	if (signal.aborted) {
		void session.close();
	}
	return session;
};

type Prepared = {readonly decision: Decision; readonly problem?: Problem};

/** Starts the session and gives what it decided in the end. */
const prepared = async (session: Session): Promise<Prepared> => {
	let found: Prepared = {decision: {findings: []}};
	const stop = session.subscribe((event) => {
		if (event.type === 'decided') {
			found = {...found, decision: event.decision};
		} else if (event.type === 'seed.failed' || event.type === 'facts.failed') {
			found = {...found, problem: event.problem};
		}
	});
	await session.load();
	await session.start();
	stop();
	return found;
};

const watchEvents = (setting: Setting, {format}: Common): ((event: SessionEvent) => void) => {
	const watch = watchRun(setting, format);
	return (event) => {
		if (event.type === 'run.event') {
			watch(event.event);
		}
	};
};

const notWell = ({findings}: Decision): readonly string[] =>
	findings.filter(({verdict}) => verdict.kind !== 'passed').flatMap(findingLines);

const printLines = ({print}: Setting, lines: readonly string[]): void => {
	for (const line of lines) {
		print(`${line}\n`);
	}
};
