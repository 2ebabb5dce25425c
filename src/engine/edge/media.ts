/**
 * The media of a session: each that comes is examined by the doctor, and the reports are told anew whenever one
 * changes. What is done with a good one is decided elsewhere. The directory that lifecycle-agent reads counts as
 * one more medium while something is wrong with it.
 */
import type {System} from '../../system/types.ts';
import {examineMedium} from '../site/examine.ts';
import {examineDirectory} from '../site/imported.ts';
import type {Examined} from '../site/judge-tree.ts';
import type {Medium} from '../site/medium.ts';
import {siteRoot} from '../site/site.ts';
import {type MediaSnapshot, watchMedia} from '../site/watch-media.ts';
import type {EdgeEvent, MediumReport} from './events.ts';

export type Media = {
	/** Ends when the signal is aborted. */
	readonly watch: () => Promise<void>;
	readonly find: (device: string) => Medium | undefined;
	/** The good labelled ones. */
	readonly good: () => readonly GoodMedium[];
	/** The directory is good. */
	readonly hasDirectory: () => boolean;
};

export type GoodMedium = Examined & {readonly medium: Medium};

type Seen = {readonly medium: Medium; readonly examined?: Examined};

/** @param changed called after the reports were told */
export const openMedia = (
	system: System,
	tell: (event: EdgeEvent) => void,
	signal: AbortSignal,
	changed: () => void,
): Media => {
	let seen: readonly Seen[] = [];
	let directory: Examined | undefined;
	let told = '';

	const tellReports = ({watching, fault}: MediaSnapshot): void => {
		const reports = [...directoryReports(directory), ...seen.map(reportOf)];
		const event: EdgeEvent = {
			type: 'media.seen',
			reports,
			watching,
			...(fault !== undefined && {fault}),
		};
		const text = JSON.stringify(event);
		if (text !== told) {
			told = text;
			tell(event);
		}
	};

	const examine = async (snapshot: MediaSnapshot): Promise<void> => {
		const {media} = snapshot;
		seen = media.map((medium) => ({medium, ...knownOf(medium)}));
		directory = await examineDirectory(system, signal);
		tellReports(snapshot);
		for (const medium of media.filter(({verdict}) => verdict.kind !== 'refused')) {
			const examined = await examineMedium(system, medium, signal);
			seen = seen.map((one) => (one.medium === medium ? {medium, examined} : one));
		}
		tellReports(snapshot);
		changed();
	};

	/** What was found before, while it is examined again. */
	const knownOf = (medium: Medium): Pick<Seen, 'examined'> => {
		const same = seen.find((one) => JSON.stringify(one.medium) === JSON.stringify(medium));
		return same?.examined ? {examined: same.examined} : {};
	};

	return {
		watch: () => inTurn(system, signal, examine),
		find: (device) => seen.find(({medium}) => medium.device === device)?.medium,
		good: () =>
			seen.flatMap(({medium, examined}) =>
				medium.verdict.kind === 'labelled' && examined?.site ? [{...examined, medium}] : [],
			),
		hasDirectory: () => directory?.site !== undefined,
	};
};

/** One snapshot after the other; of those that come meanwhile only the newest counts. */
const inTurn = async (
	system: System,
	signal: AbortSignal,
	examine: (snapshot: MediaSnapshot) => Promise<void>,
): Promise<void> => {
	let waiting: MediaSnapshot | undefined;
	let working: Promise<void> = Promise.resolve();
	const work = async (): Promise<void> => {
		const snapshot = waiting;
		waiting = undefined;
		if (snapshot !== undefined && !signal.aborted) {
			await examine(snapshot);
		}
	};
	const failed = Promise.withResolvers<never>();
	await Promise.race([
		failed.promise,
		watchMedia(system, signal, (snapshot) => {
			waiting = snapshot;
			working = working.then(work);
			working.catch(failed.reject);
		}),
	]);
	await working.catch(() => {});
};

const reportOf = ({medium, examined}: Seen): MediumReport => ({
	medium,
	...(examined && {
		examined: {
			digest: examined.digest,
			isGood: examined.site !== undefined,
			faults: examined.faults,
		},
	}),
});

/** A good one is imported, and then no medium. */
const directoryReports = (examined: Examined | undefined): readonly MediumReport[] =>
	examined === undefined || examined.site !== undefined
		? []
		: [reportOf({medium: directoryMedium, examined})];

const directoryMedium: Medium = {
	device: siteRoot,
	sizeBytes: 0,
	verdict: {kind: 'labelled', isLegacyLabel: false},
};
