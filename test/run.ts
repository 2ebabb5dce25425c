/**
 * Runs the named test projects (`unit`, `thorough`, `e2e`, `alone`, `vm`) one after another and closes with the line that CI
 * reads: `N passed, N failed`. The exit code is 1 when a test failed or none ran. Lab tests share one machine with their hosts:
 * a file of theirs that fails is run once more and named, since what passes only then is a fault too, if a lesser one.
 * `vm-share` is what CI takes of `vm`; `--started=SECONDS` says when CI began, since it has only so long.
 */
import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {dayOfYear, isTimeFor, leftMilliseconds, type Part, shareOf} from './vm-share.ts';

type Report = {readonly testResults: readonly FileResult[]};

type FileResult = {
	readonly name: string;
	readonly status: string;
	readonly assertionResults: readonly {readonly status: string}[];
};

type Counts = {readonly passed: number; readonly failed: number};

const {values: options, positionals: projects} = parseArgs({
	allowPositionals: true,
	options: {started: {type: 'string'}},
});
/** Without it there is all the time of the world. */
const startedSeconds = Number(options.started ?? Number.POSITIVE_INFINITY);
const results = 'test-results';
/** More than a few are no accident of one moment. */
const mostAgain = 3;

const minutesOver = (): number => (Date.now() / 1000 - startedSeconds) / 60;

const runProject = (project: string): Counts => {
	if (project === 'vm-share') return runShare();
	const isLab = ['e2e', 'alone', 'vm'].includes(project);
	return runFiles(project, isLab ? 'verbose' : 'dot');
};

const runShare = (): Counts => {
	const names = readdirSync('test/e2e/vm').filter((name) => name.endsWith('.test.ts'));
	const files = names.map((name) => `test/e2e/vm/${name}`);
	const {always, turn, place} = shareOf(files, dayOfYear(new Date()));
	const whole = runInTime('the whole job', always, always.join(', '));
	if (turn === undefined) return whole;
	return sumOf([whole, runInTime('another in turn', [turn], `${turn} (${place})`)]);
};

const runInTime = (part: Part, files: readonly string[], what: string): Counts => {
	if (!isTimeFor(part, minutesOver())) {
		process.stdout.write(`\n${minutesOver().toFixed(0)} minutes are over: left out ${what}\n`);
		return {passed: 0, failed: 0};
	}
	process.stdout.write(`\nVirtual machines, ${part}: ${what}\n`);
	return runFiles('vm', 'verbose', files);
};

const runFiles = (project: string, reporter: string, files: readonly string[] = []): Counts => {
	const report = runVitest(project, project, reporter, files);
	if (report === undefined) return {passed: 0, failed: 1};
	const first = countsOf(report.testResults);
	const failed = report.testResults.filter(hasFailed);
	if (reporter !== 'verbose' || failed.length === 0 || failed.length > mostAgain) return first;
	if (!isTimeFor('a second try', minutesOver())) return first;
	const names = failed.map(({name}) => name);
	process.stdout.write(`\nFailed, run once more: ${names.join(', ')}\n`);
	const again = runVitest(project, `${project}-again`, reporter, names);
	if (again === undefined) return first;
	return countsOf([...report.testResults.filter((file) => !hasFailed(file)), ...again.testResults]);
};

const hasFailed = ({status}: FileResult): boolean => status === 'failed';

/** A file that fails before its first test counts as one. */
const countsOf = (files: readonly FileResult[]): Counts => {
	const of = (wanted: string, {assertionResults}: FileResult): number =>
		assertionResults.filter(({status}) => status === wanted).length;
	const failedOf = (file: FileResult): number =>
		hasFailed(file) ? Math.max(1, of('failed', file)) : 0;
	return {
		passed: files.reduce((sum, file) => sum + of('passed', file), 0),
		failed: files.reduce((sum, file) => sum + failedOf(file), 0),
	};
};

const sumOf = (counts: readonly Counts[]): Counts => ({
	passed: counts.reduce((sum, count) => sum + count.passed, 0),
	failed: counts.reduce((sum, count) => sum + count.failed, 0),
});

/** Undefined when it left no report, or failed for something else than a test. */
const runVitest = (
	project: string,
	as: string,
	reporter: string,
	files: readonly string[] = [],
): Report | undefined => {
	const file = `${results}/${as}.json`;
	rmSync(file, {force: true});
	const flags = [`--project=${project}`, `--reporter=${reporter}`, '--reporter=json'];
	const args = ['run', ...flags, `--outputFile.json=${file}`, ...files];
	const timeout = leftMilliseconds(minutesOver());
	const {status} = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
		stdio: 'inherit',
		...(timeout !== undefined && {timeout}),
	});
	const report = readReport(file);
	return status !== 0 && !report?.testResults.some(hasFailed) ? undefined : report;
};

const readReport = (file: string): Report | undefined => {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Report;
	} catch {
		return undefined;
	}
};

mkdirSync(results, {recursive: true});
const {passed, failed} = sumOf(projects.map(runProject));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
