/**
 * The composition root: the command line and this process become a system, a session and a face; the only
 * file that reads `process` and that ends it.
 */
import {type Common, type Invocation, parseInvocation} from './cli/arguments.ts';
import {openEngine, runDry, runFacts, runResume, runUnattended} from './cli/commands.ts';
import {runConsole} from './cli/console.tsx';
import {problemText} from './cli/exit-code.ts';
import type {Setting} from './cli/setting.ts';
import {runWipe} from './cli/wipe.ts';
import {exitCodes, InstallError, toProblem} from './errors.ts';
import type {Secret} from './secret.ts';
import {realSystem} from './system/real.ts';
import {redacted} from './system/redacted.ts';
import {exitOnSignals, realTerminal} from './system/terminal.ts';
import {helpText} from './words/help.ts';

declare const __VERSION__: string;

const main = async (): Promise<number> => {
	const secrets: Secret[] = [];
	const ending = new AbortController();
	const setting: Setting = {
		system: redacted(realSystem(process.env), () => secrets),
		remember: (found) => secrets.push(...found),
		print,
		signal: ending.signal,
	};
	const invocation = parseInvocation(process.argv.slice(2));
	if (invocation.command === 'console') {
		return interactive(setting, invocation);
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => ending.abort());
	}
	return runCommand(setting, invocation);
};

const print = (text: string): void => {
	process.stdout.write(text);
};

const runCommand = async (
	setting: Setting,
	invocation: Exclude<Invocation, {command: 'console'}>,
): Promise<number> => {
	switch (invocation.command) {
		case 'help':
			print(helpText);
			return 0;
		case 'version':
			print(`${__VERSION__}\n`);
			return 0;
		case 'facts':
			return runFacts(setting);
		case 'dry-run':
			return runDry(setting, invocation);
		case 'auto':
			return runUnattended(setting, invocation, invocation.wipeWord);
		case 'resume':
			return runResume(setting, invocation);
		case 'wipe':
			return runWipe(setting, invocation, invocation.confirmation);
	}
};

const interactive = async (setting: Setting, common: Common): Promise<number> => {
	const {stdin, stdout} = process;
	if (!stdin.isTTY || !stdout.isTTY) {
		throw new InstallError('NO_TERMINAL', undefined);
	}
	const {clock} = setting.system;
	const session = openEngine(setting, common);
	await session.load();
	const terminal = await realTerminal({input: stdin, output: stdout}, clock);
	const console = runConsole({
		session,
		clock,
		terminal,
		stateDirectory: common.stateDirectory,
		TERM: process.env['TERM'],
		shell: process.env['SHELL'] ?? '/bin/sh',
	});
	const close = async (): Promise<void> => {
		await console.close();
		await session.close();
	};
	exitOnSignals(process, clock, close, (exitCode) => process.exit(exitCode));
	terminal.onHangUp(() => process.exit(exitCodes.cancelled));
	await Promise.all([session.start(), console.ended]);
	await session.close();
	await terminal.close();
	return 0;
};

try {
	process.exitCode = await main();
} catch (error) {
	const problem = toProblem(error);
	process.stderr.write(problemText(problem));
	process.exitCode = exitCodes[problem.kind];
}
