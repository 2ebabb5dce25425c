/** One call of recert: its lines become progress, its end becomes nothing or one of our problems. */
import {InstallError} from '../../../errors.ts';
import {countCpus} from '../../../hardware/cpu-list.ts';
import type {Output, System} from '../../../system/types.ts';
import {readAttribute} from '../../../tools/attribute.ts';
import {removeContainers, runContainer} from '../../../tools/podman-container.ts';
import type {RecertProgress} from '../../observation.ts';
import {summaryPath} from '../../recert/config.ts';
import {isOnlySummaryMissing, recertProblem} from '../../recert/problems.ts';
import {
	keyGenerationMs,
	messageOf,
	recertBegins,
	recertHears,
	recertPhases,
	recertShare,
} from '../../recert/progress.ts';
import {readSummary} from '../../recert/summary.ts';
import {siteRoot} from '../../site/site.ts';
import type {StepContext} from '../../step.ts';
import {whileMeasuring} from '../measure.ts';
import {host, site as paths} from './layout.ts';
import {containers} from './recert-rollback.ts';

/** @throws InstallError RECERT_… */
export const callRecert = async (
	image: string,
	deadlineMs: number | undefined,
	context: StepContext,
): Promise<void> => {
	const {system, signal} = context;
	const cpus = await countProcessors(system);
	const watched = watch(cpus, context);
	const timeoutMs = deadlineMs ?? 4 * keyGenerationMs(cpus) + 600_000;
	// It would be taken for this run's.
	await system.files.remove(summaryPath);
	const output = await whileMeasuring(context, {measure: watched.share, total: 100}, async () => {
		try {
			return await runContainer(system, container(image), {
				signal,
				timeoutMs,
				acceptedExitCodes: anyExitCode,
				onStdoutLine: watched.hear,
			});
		} catch (error) {
			await removeContainers(system, [containers.recert], new AbortController().signal);
			throw withoutOutput(error, watched.progress(), timeoutMs);
		}
	});
	await requireCommitted(output, watched.progress(), context);
};

const anyExitCode = Array.from({length: 256}, (_, code) => code);

/** The volumes are those that the paths of its config name; an interface of the first boot. */
const container = (image: string) => ({
	name: containers.recert,
	image,
	authFile: host.pullSecret,
	volumes: [
		'/etc:/host-etc',
		'/etc/ssh:/ssh',
		'/etc/kubernetes:/kubernetes',
		'/var/lib/kubelet:/kubelet',
		'/var/tmp:/var/tmp',
		'/etc/machine-config-daemon:/machine-config-daemon',
		'/etc/pki:/pki',
		`${siteRoot}:${siteRoot}`,
	],
	environment: {RECERT_CONFIG: paths.recertConfig},
});

const watch = (cpus: number, {system, observe, log}: StepContext) => {
	let progress = recertBegins(cpus);
	let sinceMs = system.clock.monotonicMs();
	observe({kind: 'recert', progress});
	return {
		progress: () => progress,
		share: async (): Promise<number> => recertShare(progress, system.clock.monotonicMs() - sinceMs),
		hear: (line: string): void => {
			if (line.trim() === '') {
				return;
			}
			log(messageOf(line));
			const next = recertHears(progress, line, cpus);
			if (next !== progress) {
				progress = next;
				sinceMs = system.clock.monotonicMs();
				observe({kind: 'recert', progress});
			}
		},
	};
};

/** What recert says on stderr may quote keys, so the error of the program itself goes no further. */
const withoutOutput = (
	error: unknown,
	{title: during}: RecertProgress,
	timeoutMs: number,
): unknown => {
	if (!(error instanceof InstallError)) {
		return error;
	}
	if (error.code === 'COMMAND_TIMED_OUT') {
		const seconds = Math.round(timeoutMs / 1000);
		return new InstallError('RECERT_TIMED_OUT', {during, seconds});
	}
	return error.code === 'COMMAND_FAILED'
		? new InstallError('RECERT_CRASHED', {during, how: 'it was ended from outside'})
		: error;
};

const requireCommitted = async (
	{exitCode, stderr}: Output,
	{phase, title: during}: RecertProgress,
	{system, log}: StepContext,
): Promise<void> => {
	const summary = await takeSummary(system);
	if (exitCode === 0) {
		for (const [name, durationMs] of Object.entries(summary?.runTimesMs ?? {})) {
			log(`${name}: ${durationMs} ms`);
		}
		return;
	}
	if (phase === recertPhases && isOnlySummaryMissing(stderr)) {
		log('recert is done; only its summary could not be written');
		return;
	}
	const said = summary?.error === undefined ? stderr : `${stderr}\nError: ${summary.error}`;
	throw recertProblem({exitCode, stderr: said, during});
};

const summaryLimitBytes = 64 * 1024 * 1024;

/** It holds hashes of passwords and is readable by all: read at once, and removed. */
const takeSummary = async (system: System) => {
	if ((await system.files.stat(summaryPath))?.kind !== 'file') {
		return undefined;
	}
	try {
		return readSummary(await system.files.readText(summaryPath, summaryLimitBytes));
	} catch {
		return undefined;
	} finally {
		await system.files.remove(summaryPath);
	}
};

const countProcessors = async (system: System): Promise<number> =>
	countCpus((await readAttribute(system, '/sys/devices/system/cpu/online')) ?? '0');
