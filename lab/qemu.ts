/**
 * Boots an installed disk image in a virtual machine, by the kernel and options of its own boot entry, and waits
 * for a login prompt, or for our console, on its serial line. The image stays as it is: writes go to a snapshot.
 */
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type BootFiles, takeBootFiles} from './boot-entry.ts';
import type {Lab} from './stage.ts';

export type BootResult = {
	readonly entry: BootFiles;
	readonly outcome: BootOutcome;
	readonly durationMs: number;
	readonly serialLog: string;
	/** What the lab seed says of itself on the console, by name; empty when it did not get so far. */
	readonly report: Readonly<Record<string, string>>;
};

/** `console`: ours stands where the login prompt would. */
export type BootOutcome = 'login-prompt' | 'console' | 'machine-ended' | 'timed-out';

export type BootOptions = {
	readonly timeoutMs?: number;
	/** Called with what is new on the serial console. */
	readonly onText?: (text: string) => void;
};

/** Emulation alone needs under a minute; a busy machine needs several. */
const defaultTimeoutMs = 600_000;
const pollMs = 250;

const loginPrompt = /\blogin: $/m;
/** The light in its header, the one text there that is drawn in one piece. */
const consoleHeader = /SAFE TO POWER OFF/;
const reportLine = /^.*LAB-REPORT (.*?)\s*$/m;

export const bootImage = async (
	lab: Lab,
	image: string,
	options: BootOptions = {},
): Promise<BootResult> => {
	const directory = await mkdtemp(join(tmpdir(), 'ibi-lab-boot-'));
	try {
		const entry = await takeBootFiles(lab, image, directory);
		const serialFile = join(directory, 'serial.log');
		return await boot(lab, {image, entry, serialFile}, options);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};

/** `name=value` words; a value in brackets may hold spaces. */
export const parseReport = (serialLog: string): Readonly<Record<string, string>> => {
	const words = reportLine.exec(serialLog)?.[1] ?? '';
	const found = words.matchAll(/(\w+)=(?:\[([^\]]*)\]|(\S*))/g);
	return Object.fromEntries([...found].map(([, name, long, short]) => [name, long ?? short ?? '']));
};

type Machine = {readonly image: string; readonly entry: BootFiles; readonly serialFile: string};

const boot = async (lab: Lab, machine: Machine, options: BootOptions): Promise<BootResult> => {
	const startedMs = lab.system.clock.monotonicMs();
	const stop = new AbortController();
	let running = true;
	const ended = runMachine(lab, machine, stop.signal).finally(() => {
		running = false;
	});
	ended.catch(() => {});
	const deadlineMs = startedMs + (options.timeoutMs ?? defaultTimeoutMs);
	let serialLog = '';
	let outcome: BootOutcome | undefined;
	while (outcome === undefined) {
		await lab.system.clock.sleep(pollMs, lab.signal);
		const before = serialLog.length;
		serialLog = await readFile(machine.serialFile, 'utf8').catch(() => '');
		options.onText?.(serialLog.slice(before));
		outcome = outcomeOf(serialLog, running, lab.system.clock.monotonicMs() > deadlineMs);
	}
	stop.abort();
	await ended;
	return {
		entry: machine.entry,
		outcome,
		durationMs: lab.system.clock.monotonicMs() - startedMs,
		serialLog,
		report: parseReport(serialLog),
	};
};

/** The report may come after the prompt, which no unit waits for; so both are awaited. */
const outcomeOf = (serialLog: string, running: boolean, late: boolean): BootOutcome | undefined => {
	const prompted = loginPrompt.test(serialLog.replaceAll('\r', ''));
	const isConsole = consoleHeader.test(serialLog);
	if (isConsole && (late || reportLine.test(serialLog))) {
		return 'console';
	}
	if (prompted && (late || reportLine.test(serialLog))) {
		return 'login-prompt';
	}
	if (!running) {
		return 'machine-ended';
	}
	return late ? 'timed-out' : undefined;
};

/** A machine that we end ourselves has not failed. It ends with us even when we are killed. */
const runMachine = async (lab: Lab, machine: Machine, signal: AbortSignal): Promise<void> => {
	const args = ['--pdeathsig', 'KILL', 'qemu-system-x86_64', ...machineArguments(machine)];
	try {
		await lab.system.run({program: 'setpriv', args}, {signal});
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	}
};

const machineArguments = ({image, entry, serialFile}: Machine): readonly string[] => [
	...['-accel', 'tcg,thread=multi', '-machine', 'q35', '-cpu', 'max', '-smp', '2', '-m', '1024'],
	...[
		'-nodefaults',
		'-vga',
		'none',
		'-display',
		'none',
		'-monitor',
		'none',
		'-serial',
		`file:${serialFile}`,
	],
	...['-no-reboot', '-nic', 'none'],
	...['-drive', `file=${image},format=raw,snapshot=on,if=virtio`],
	...['-kernel', entry.kernelFile, '-initrd', entry.initramfsFile, '-append', entry.options],
];
