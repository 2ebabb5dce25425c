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
	return failed?.kind === 'failed' ? exitCodes[failed.problem.kind] : 0;
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
	return {made: count('made'), skipped: count('skipped'), failed: count('failed')};
};

const summaryText = (
	results: readonly SiteResult[],
	{made, skipped, failed}: Counts,
	directory: string,
): string =>
	[
		...warningLines(results),
		...results.flatMap((result) =>
			result.kind === 'failed' ? [`${result.name}: ${problemText(result.problem).trimEnd()}`] : [],
		),
		`${made} made, ${skipped} unchanged, ${failed} failed, in ${directory}`,
		'',
	].join('\n');

const mostNames = 5;

/** What is said of many sites is said once. */
const warningLines = (results: readonly SiteResult[]): readonly string[] => {
	const said = results.flatMap((result) =>
		result.kind === 'made' ? result.warnings.map((warning) => ({name: result.name, warning})) : [],
	);
	return [...Map.groupBy(said, ({warning}) => warning)].map(([warning, sites]) => {
		const names = sites.slice(0, mostNames).map(({name}) => name);
		const more = sites.length > mostNames ? [`${sites.length - mostNames} more`] : [];
		return `warning: ${[...names, ...more].join(', ')}: ${warning}`;
	});
};
