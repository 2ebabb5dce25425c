/** A support bundle, made as a run of its own beside whatever runs: with a plan, a journal and progress. */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {parseAnswer} from '../../tools/answer.ts';
import type {InstallEvent, Outcome} from '../events.ts';
import {journalName} from '../journal-name.ts';
import {type Plan, stepsOf} from '../plan.ts';
import {planSupportBundle, type WayOut} from '../plans/support-bundle.ts';
import {overallShare} from '../progress.ts';
import {startRun} from '../run.ts';
import {type EvidenceOuts, evidenceSteps} from '../steps/evidence/index.ts';
import type {EvidenceGroup} from './group-names.ts';
import {manifestShape} from './manifest.ts';
import {bundleName, manifestPath} from './place.ts';
import type {EvidenceSource} from './source.ts';

export type BundleOptions = {
	readonly leftOut?: readonly EvidenceGroup[];
	/** Absent: it stays where it was made. */
	readonly out?: WayOut;
	readonly outs?: EvidenceOuts;
};

export type BundleWork = {
	readonly signal: AbortSignal;
	readonly tell?: (progress: BundleProgress) => void;
};

export type BundleProgress = {
	/** 0 to 1. */
	readonly share: number;
	/** As in the plan. */
	readonly step: string;
	/** The newest that it said. */
	readonly line?: string;
};

export type Bundle = {
	readonly path: string;
	readonly name: string;
	readonly sizeBytes: number;
	readonly items: number;
	/** Items that could not be read. */
	readonly faults: number;
	/** Items of which something was left out. */
	readonly cut: number;
};

/** Below the directory of the journal. @throws InstallError EVIDENCE_FAILED, CANCELLED */
export const makeBundle = async (
	system: System,
	source: EvidenceSource,
	{leftOut = [], out = {kind: 'kept'}, outs}: BundleOptions,
	{signal, tell = () => {}}: BundleWork,
): Promise<Bundle> => {
	const home = `${source.stateDirectory}/evidence`;
	const directory = `${home}/${Buffer.from(system.random.bytes(6)).toString('hex')}`;
	const host = source.host();
	const name = bundleName(host, system.clock.now());
	const path = `${directory}/${name}`;
	await forgetEarlier(system, home);
	await system.files.makeDirectory(directory, 0o700);
	const plan = planSupportBundle({directory, path, host, leftOut, out});
	const outcome = await startRun(plan, {
		system,
		registry: evidenceSteps(source, outs),
		journalPath: `${directory}/${journalName}`,
		signal,
		listener: watchShare(plan, tell),
	});
	requireDone(outcome);
	const bundle = {path, name, ...(await readResult(system, directory, path))};
	await system.files.removeTree(`${directory}/parts`);
	return bundle;
};

/** Some megabytes of memory each. The newest stays: somebody may be fetching it just now. */
const forgetEarlier = async ({files}: System, home: string): Promise<void> => {
	const made: {readonly directory: string; readonly time: string}[] = [];
	for (const directory of await files.list(home)) {
		const bundle = (await files.list(`${home}/${directory}`)).find((name) =>
			name.endsWith('.tar.gz'),
		);
		if (bundle !== undefined) {
			made.push({directory, time: bundle.slice(-timeCharacters)});
		}
	}
	const earlier = made.toSorted((a, b) => a.time.localeCompare(b.time)).slice(0, -1);
	for (const {directory} of earlier) {
		await files.removeTree(`${home}/${directory}`);
	}
};

/** `20261121T160000Z.tar.gz` */
const timeCharacters = 23;

const requireDone = (outcome: Outcome): void => {
	if (outcome.kind === 'done') {
		return;
	}
	if (outcome.kind === 'failed') {
		const {code, message, remedy: remedies} = outcome.error;
		throw new InstallError('EVIDENCE_FAILED', {code, why: message.replace(/\.$/, ''), remedies});
	}
	throw new InstallError('CANCELLED', undefined);
};

const readResult = async (
	{files}: System,
	directory: string,
	path: string,
): Promise<Omit<Bundle, 'path' | 'name'>> => {
	const manifest = manifestPath(directory);
	const {items} = parseAnswer(manifest, await files.readText(manifest), manifestShape);
	return {
		sizeBytes: (await files.stat(path))?.sizeBytes ?? 0,
		items: items.length,
		faults: items.filter(({fault}) => fault !== undefined).length,
		cut: items.filter(({note}) => note !== undefined).length,
	};
};

const watchShare = (plan: Plan, tell: (progress: BundleProgress) => void) => {
	const shares = new Map<string, number>();
	const tellOf = (step: string, line?: string): void => {
		const steps = stepsOf(plan).map(({id, weight}) => ({weight, share: shares.get(id) ?? 0}));
		tell({share: overallShare(steps), step, ...(line !== undefined && {line})});
	};
	return (event: InstallEvent): void => {
		if (event.type === 'step.progressed') {
			shares.set(event.step, event.total ? event.done / event.total : 0);
			tellOf(event.step);
		} else if (event.type === 'step.finished') {
			shares.set(event.step, 1);
			tellOf(event.step);
		} else if (event.type === 'step.logged') {
			tellOf(event.step, event.line);
		}
	};
};
