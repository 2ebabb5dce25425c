/**
 * Runs the named test projects (`unit`, `thorough`, `e2e`, `vm`) one after another and closes with the line that CI reads:
 * `N passed, N failed`. The exit code is 1 when a test failed or none ran. Lab tests share one machine with their hosts:
 * a file of theirs that fails is run once more and named, since what passes only then is a fault too, if a lesser one.
 */
import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync} from 'node:fs';

type Report = {readonly testResults: readonly FileResult[]};

type FileResult = {
	readonly name: string;
	readonly status: string;
	readonly assertionResults: readonly {readonly status: string}[];
};

type Counts = {readonly passed: number; readonly failed: number};

const projects = process.argv.slice(2);
const results = 'test-results';
/** More than a few are no accident of one moment. */
const mostAgain = 3;

const runProject = (project: string): Counts => {
	const isLab = project === 'e2e' || project === 'vm';
	const report = runVitest(project, project, isLab ? 'verbose' : 'dot');
	if (report === undefined) return {passed: 0, failed: 1};
	const first = countsOf(report.testResults);
	const failed = report.testResults.filter(hasFailed);
	if (project !== 'e2e' || failed.length === 0 || failed.length > mostAgain) return first;
	const names = failed.map(({name}) => name);
	process.stdout.write(`\nFailed, run once more: ${names.join(', ')}\n`);
	const again = runVitest(project, `${project}-again`, 'verbose', names);
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

/** Undefined when it left no report, or failed for something else than a test. */
const runVitest = (
	project: string,
	as: string,
	reporter: string,
	files: readonly string[] = [],
): Report | undefined => {
	const file = `${results}/${as}.json`;
	rmSync(file, {force: true});
	const options = [`--project=${project}`, `--reporter=${reporter}`, '--reporter=json'];
	const args = ['run', ...options, `--outputFile.json=${file}`, ...files];
	const {status} = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
		stdio: 'inherit',
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
const counts = projects.map(runProject);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
