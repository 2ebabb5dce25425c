/** The configuration ISOs of a fleet from a command line: a line for each site as it ends, then the summary. */
import {exitCodes} from '../errors.ts';
import {createFleet, type SiteResult} from '../iso/fleet/create-fleet.ts';
import type {OutputFormat} from './arguments.ts';
import {problemText} from './exit-code.ts';
import type {Setting} from './setting.ts';

export type FleetWords = {
	readonly listFile: string;
	readonly directory: string;
	readonly identityDirectory?: string;
	readonly seedImage?: string;
	readonly format: OutputFormat;
};

/** The exit code is that of the first site of the list that was not made. */
export const runCreateFleet = async (
	{system, print, signal}: Setting,
	{format, listFile, directory, identityDirectory, seedImage}: FleetWords,
	madeAt: Date | undefined,
): Promise<number> => {
	const results = await createFleet(system, {
		listFile,
		directory,
		signal,
		...(identityDirectory !== undefined && {identityDirectory}),
		...(seedImage !== undefined && {seedImage}),
		...(madeAt !== undefined && {madeAt}),
		onSite: (result, done, total) => {
			const told = {type: 'site', done, total, ...result};
			print(format === 'json' ? `${JSON.stringify(told)}\n` : `${lineOf(result, done, total)}\n`);
		},
	});
	const counts = countsOf(results);
	print(
		format === 'json'
			? `${JSON.stringify({type: 'fleet', ...counts})}\n`
			: summaryText(results, counts, directory),
	);
	const failed = results.find((result) => result.kind === 'failed');
	if (failed?.kind === 'failed') {
		return exitCodes[failed.problem.kind];
	}
	return counts.cancelled > 0 ? exitCodes.cancelled : 0;
};

const barCells = 20;

const lineOf = ({name, kind}: SiteResult, done: number, total: number): string => {
	const filled = Math.floor((done / total) * barCells);
	const bar = '█'.repeat(filled).padEnd(barCells, '░');
	return `${bar} ${String(done).padStart(String(total).length)}/${total} ${name}: ${kind}`;
};

type Counts = Readonly<Record<SiteResult['kind'], number>>;

const countsOf = (results: readonly SiteResult[]): Counts => {
	const count = (kind: SiteResult['kind']): number =>
		results.filter((result) => result.kind === kind).length;
	return {
		made: count('made'),
		skipped: count('skipped'),
		failed: count('failed'),
		cancelled: count('cancelled'),
	};
};

const summaryText = (
	results: readonly SiteResult[],
	{made, skipped, failed, cancelled}: Counts,
	directory: string,
): string =>
	[
		...grouped(results.flatMap(warningsOf)).map(({names, text}) => `warning: ${names}: ${text}`),
		...grouped(results.flatMap(reasonsOf)).map(({names, text}) => `${names}: ${text}`),
		[
			`${made} made, ${skipped} unchanged, ${failed} failed`,
			...(cancelled === 0 ? [] : [`${cancelled} not begun`]),
			`in ${directory}`,
		].join(', '),
		'',
	].join('\n');

type Said = {readonly name: string; readonly text: string};

const warningsOf = (result: SiteResult): readonly Said[] =>
	result.kind === 'made' ? result.warnings.map((text) => ({name: result.name, text})) : [];

const reasonsOf = (result: SiteResult): readonly Said[] =>
	result.kind === 'failed'
		? [{name: result.name, text: problemText(result.problem).trimEnd()}]
		: [];

const mostNames = 5;

/** What is said of many sites is said once. */
const grouped = (
	said: readonly Said[],
): readonly {readonly names: string; readonly text: string}[] =>
	[...Map.groupBy(said, ({text}) => text)].map(([text, sites]) => {
		const names = sites.slice(0, mostNames).map(({name}) => name);
		const more = sites.length > mostNames ? [`${sites.length - mostNames} more`] : [];
		return {names: [...names, ...more].join(', '), text};
	});
