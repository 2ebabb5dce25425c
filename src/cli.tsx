/**
 * The composition root: the command line and this process become a system, a session and a face; the only
 * file that reads `process` and that ends it.
 */
import {type Invocation, parseInvocation} from './cli/arguments.ts';
import {problemText} from './cli/exit-code.ts';
import {openInteractive, type Surroundings} from './cli/interactive.ts';
import type {Interactive} from './cli/joined.ts';
import type {Setting} from './cli/setting.ts';
import {sourceDate} from './cli/source-date.ts';
import type {TerminalWords} from './cli/terminal-facts.ts';
import {exitCodes, InstallError, notWantedHere, toProblem} from './errors.ts';
import type {Secret} from './secret.ts';
import {realSystem} from './system/real.ts';
import {maskSecrets, redacted} from './system/redacted.ts';
import {exitOnSignals, type RealTerminal, realTerminal} from './system/terminal.ts';
import {commandHelp} from './words/commands.ts';
import {helpText} from './words/help.ts';

declare const __VERSION__: string;

const secrets: Secret[] = [];

const main = async (): Promise<number> => {
	const ending = new AbortController();
	const setting: Setting = {
		system: redacted(realSystem(process.env), () => secrets),
		remember: (found) => secrets.push(...found),
		print,
		...bundledProgram(),
		version: __VERSION__,
		signal: ending.signal,
	};
	const invocation = parseInvocation(process.argv.slice(2));
	if (
		(invocation.command === 'attach' || invocation.command === 'deploy') &&
		!(await (await orders()).isWantedHere(setting.system, invocation))
	) {
		return notWantedHere;
	}
	if (invocation.command === 'console') {
		return interactive(setting, invocation.terminal, (terminal, surroundings) =>
			openInteractive(setting, invocation, terminal, surroundings),
		);
	}
	if (
		invocation.command === 'deploy' &&
		(invocation.mode === 'interactive' || invocation.mode === 'attach')
	) {
		const {openInteractiveDeploy} = await import('./cli/deploy-console.tsx');
		const {mode} = invocation;
		const deploying = {...(await named(setting, invocation)), mode, version: __VERSION__};
		return interactive(
			setting,
			invocation.terminal,
			(terminal, surroundings) => openInteractiveDeploy(setting, deploying, terminal, surroundings),
			invocation.name,
		);
	}
	if (invocation.command === 'attach' && invocation.format === 'text') {
		const attaching = await named(setting, invocation);
		const {openAttached} = await import('./cli/attach.ts');
		return interactive(
			setting,
			invocation.terminal,
			(terminal, surroundings) => openAttached(setting, attaching, terminal, surroundings),
			invocation.name,
		);
	}
	if (invocation.command === 'replay' && invocation.format === 'text' && isOnTerminal()) {
		const {openReplay} = await import('./cli/replay-console.tsx');
		return interactive(setting, invocation.terminal, (terminal, surroundings) =>
			openReplay(setting, invocation, terminal, surroundings),
		);
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => ending.abort());
	}
	return runCommand(setting, invocation);
};

const isOnTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY;

const print = (text: string): void => {
	process.stdout.write(text);
};

/** Loaded only when needed: the console shows its first picture before it has the engine. */
const runCommand = async (
	setting: Setting,
	invocation: Exclude<Invocation, {command: 'console'}>,
): Promise<number> => {
	switch (invocation.command) {
		case 'help':
			print(invocation.of === undefined ? helpText : commandHelp(invocation.of, invocation.word));
			return 0;
		case 'completion':
			print((await import('./cli/completion.ts')).completionScript(invocation.shell));
			return 0;
		case 'version':
			print(`${__VERSION__}\n`);
			return 0;
		case 'engine':
			return (await import('./cli/engine.ts')).runEngine(setting, invocation, __VERSION__);
		case 'attach': {
			const {runAttached} = await import('./cli/attach.ts');
			return runAttached(setting, await named(setting, invocation));
		}
		case 'deploy': {
			const {runDeploy, runDeployEngine} = await import('./cli/deploy.ts');
			const run = invocation.mode === 'engine' ? runDeployEngine : runDeploy;
			return run(setting, invocation, __VERSION__);
		}
		case 'facts':
			return (await commands()).runFacts(setting);
		case 'dry-run':
			return (await commands()).runDry(setting, invocation);
		case 'auto':
			return (await commands()).runUnattended(setting, invocation, invocation.words);
		case 'resume':
			return (await commands()).runResume(setting, invocation);
		case 'wipe':
			return (await commands()).runWipe(setting, invocation, invocation.confirmation);
		case 'create': {
			const madeAt = sourceDate(process.env['SOURCE_DATE_EPOCH']);
			const {withEarlyKeys} = await import('./cli/early-keys.ts');
			const system = withEarlyKeys(setting.system, invocation);
			const {runCreate} = await import('./cli/create.ts');
			return runCreate({...setting, system}, invocation, madeAt);
		}
		case 'create-image':
			return (await import('./cli/create-image.ts')).runCreateImage(
				setting,
				invocation,
				workplace(),
			);
		case 'evidence':
			return (await import('./cli/evidence.ts')).runEvidence(setting, invocation);
		case 'replay':
			return (await import('./cli/replay.ts')).runReplay(setting, invocation);
		case 'decode': {
			const {runDecode} = await import('./cli/decode.ts');
			return runDecode(setting, invocation.text, invocation.format);
		}
		case 'explain':
			return (await import('./cli/explain.ts')).runExplain(
				setting,
				invocation.code,
				invocation.format,
			);
		case 'match':
			return (await import('./cli/match.ts')).runMatch(setting, invocation, invocation.format);
		case 'rehearse':
			return (await import('./cli/rehearse.ts')).runRehearse(
				setting,
				invocation,
				invocation.seedImage,
				invocation.format,
			);
		case 'inspect':
			return (await import('./cli/inspect.ts')).runInspect(
				setting,
				invocation.path,
				invocation.format,
			);
		case 'validate':
			return (await import('./cli/validate.ts')).runValidate(
				setting,
				invocation.paths,
				invocation.format,
			);
	}
};

/** What an install puts onto the disk. */
const bundledProgram = (): Pick<Setting, 'program'> => {
	const directory = /^(.*)\/ibi-console\.js$/.exec(process.argv[1] ?? '')?.[1];
	return directory === undefined ? {} : {program: {directory, runtime: process.execPath}};
};

const orders = () => import('./cli/orders.ts');

const commands = () => import('./cli/commands.ts');

const workplace = () => ({
	madeAt: sourceDate(process.env['SOURCE_DATE_EPOCH']),
	runtime: process.execPath,
	script: process.argv[1] ?? '',
	cacheHome: process.env['XDG_CACHE_HOME'] ?? `${process.env['HOME'] ?? '/root'}/.cache`,
	baseIso: process.env['OPENSHIFT_INSTALL_OS_IMAGE_OVERRIDE'],
});

/** A console is called by its terminal, as `tty1` or `pts/0`, unless somebody says otherwise. */
const named = async <Named extends {readonly name?: string}>(
	{system}: Setting,
	{name, ...rest}: Named,
): Promise<Omit<Named, 'name'> & {readonly name: string}> => {
	const terminal = await system.files.resolve('/proc/self/fd/0');
	return {...rest, name: name ?? terminal?.replace(/^\/dev\//, '') ?? 'console'};
};

type Open = (terminal: RealTerminal, surroundings: Surroundings) => Promise<Interactive>;

/** @param unitName of a console that a unit starts: how often it crashed decides how it shows itself */
const interactive = async (
	setting: Setting,
	words: TerminalWords,
	open: Open,
	unitName?: string,
): Promise<number> => {
	const {stdin, stdout, env} = process;
	if (!stdin.isTTY || !stdout.isTTY) {
		throw new InstallError('NO_TERMINAL', undefined);
	}
	const {clock} = setting.system;
	const {allowedShell} = await orders();
	const shell = await allowedShell(setting.system, env['SHELL'] ?? '/bin/sh');
	const {lookAtTerminal} = await import('./cli/terminal-facts.ts');
	const {countStart} = await import('./cli/crash-count.ts');
	const {crashes, endedWell, endedWith} = await countStart(setting.system, unitName);
	const line = await realTerminal({input: stdin, output: stdout}, clock);
	const [{terminal, facts}] = await Promise.all([
		lookAtTerminal(setting.system, line, env['TERM'], words, crashes),
		// What draws is loaded while the terminal answers.
		import('./cli/terminal-console.ts'),
	]);
	const console = await open(terminal, {
		facts,
		...(shell !== undefined && {shell}),
	});
	let signalled = false;
	const restore = (): Promise<void> => {
		signalled = true;
		// On a line that is gone the one fails.
		return Promise.allSettled([console.close(), endedWell()]).then(() => {});
	};
	const exit = (exitCode: number): void => process.exit(exitCode);
	const end = exitOnSignals(process, clock, restore, exit, () => !stdin.isRaw);
	terminal.onHangUp(() => end(exitCodes.cancelled));
	await console.ended.catch((error: unknown) => endedWith(error).then(() => Promise.reject(error)));
	await endedWell();
	// After a signal it is the handler above that ends the process, with the code of that signal.
	await (signalled ? new Promise(() => {}) : terminal.close());
	return 0;
};

// A reader that goes away (`| head`) must not end an install.
process.stdout.on('error', () => {});

const told = async (): Promise<number> => {
	try {
		return await main();
	} catch (error) {
		const problem = toProblem(error);
		process.stderr.write(maskSecrets(problemText(problem), secrets));
		return exitCodes[problem.kind];
	}
};

// Limits of time that were not needed still wait, for up to half a minute; neither a unit nor a person should.
process.exit(await told());
