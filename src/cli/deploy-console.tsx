/**
 * The console at the edge on this terminal. Where the engine of this host runs already, as the unit of the first boot
 * does, it joins that one; else it has one of its own, which others may join. One that only attaches waits for an
 * engine instead, and has no need of any right.
 */
import type {EdgeAction} from '../engine/edge/actions.ts';
import type {EdgeEvent} from '../engine/edge/events.ts';
import {EdgeApp} from '../screens/edge/app.tsx';
import type {TerminalFacts} from '../screens/terminal/profile.ts';
import type {LinkPort} from '../store/attached.ts';
import {openStore} from '../store/create.ts';
import {reduceEdge} from '../store/edge/reduce.ts';
import {type EdgeState, initialEdgeState} from '../store/edge/state.ts';
import {lateEngine} from '../store/late-engine.ts';
import type {ConsolePort} from '../store/port.ts';
import {localSockets} from '../system/local-socket.ts';
import type {RealTerminal} from '../system/terminal.ts';
import type {Command} from '../system/types.ts';
import {words} from '../words/index.ts';
import type {Deploying} from './arguments.ts';
import {attachedConsole} from './attached-console.ts';
import type {Surroundings} from './interactive.ts';
import {type Interactive, joined} from './joined.ts';
import {linesSender} from './send-lines.ts';
import {edgeSocketPath} from './serve-edge.ts';
import type {Setting} from './setting.ts';
import {succeeded, watchForLoss} from './succession.ts';
import {type RunningConsole, runOnTerminal} from './terminal-console.ts';

export type DeployingHere = Deploying & {
	/** What people call this console. */
	readonly name: string;
	readonly version: string;
	readonly mode: 'interactive' | 'attach';
};

export const openInteractiveDeploy = async (
	setting: Setting,
	deploying: DeployingHere,
	terminal: RealTerminal,
	{facts, shell}: Surroundings,
): Promise<Interactive> => {
	const {clock} = setting.system;
	const path = edgeSocketPath(deploying);
	const draw = (console: ConsolePort<EdgeState, EdgeAction>, link?: LinkPort): RunningConsole =>
		runOnTerminal({clock, terminal, facts, ...(link && {link})}, (openShell, handOver) => (
			<EdgeApp
				console={console}
				clock={clock}
				words={words}
				{...(link && {link})}
				version={deploying.version}
				{...(setting.program && {sendLines: linesSender(setting.program, handOver, asRoot)})}
				{...(shell !== undefined && {openShell: () => openShell(rootShell(facts))})}
			/>
		));
	const own = (): Promise<Interactive> => {
		const engine = lateEngine<EdgeEvent, EdgeAction>();
		return joined(draw(openStore(engine, clock, reduction)), async () => {
			const {openEdgeEngine} = await import('./deploy.ts');
			const {serveEdge} = await import('./serve-edge.ts');
			const session = openEdgeEngine(setting, deploying);
			const service = await serveEdge(setting, deploying, session, deploying.version);
			engine.arrive(service.session);
			const close = async (): Promise<void> => {
				await session.close();
				await service.close();
			};
			return {work: session.start(), close};
		});
	};
	const place = {path, name: deploying.name, clock};
	if (deploying.mode === 'attach') {
		return attachedConsole(place, reduction, async (port, link) => draw(port, link));
	}
	if (!(await isServed(path))) {
		return own();
	}
	const loss = watchForLoss(clock);
	const attached = await attachedConsole(place, reduction, async (port, link) => {
		const console = draw(port, link);
		loss.watch(link, () => void console.close());
		return console;
	});
	return succeeded(attached, loss, own);
};

/** The console of the host has no right itself: the service manager starts the shell on the same terminal. */
const rootShell = ({TERM = 'linux'}: TerminalFacts): Command => ({
	program: 'systemd-run',
	args: [
		...['--quiet', '--collect', '--pty', `--setenv=TERM=${TERM}`],
		...['--working-directory=/root', '/bin/bash', '--login'],
	],
});

/** The bundle is root's, as the journal is. */
const asRoot = ({program, args}: Command): Command => ({
	program: 'systemd-run',
	args: ['--quiet', '--collect', '--pty', program, ...args],
});

const reduction = {initial: initialEdgeState, reduce: reduceEdge};

const isServed = async (path: string): Promise<boolean> => {
	try {
		(await localSockets.dial(path)).close();
		return true;
	} catch {
		return false;
	}
};
