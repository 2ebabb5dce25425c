/**
 * Runs the named test projects (`unit`, `thorough`, `e2e`, `vm`) one after another and closes with the line that CI reads:
 * `N passed, N failed`. The exit code is 1 when a test failed or none ran.
 */
import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync} from 'node:fs';

type Counts = {readonly passed: number; readonly failed: number};

const projects = process.argv.slice(2);
const results = 'test-results';

const runProject = (project: string): Counts => {
	const file = `${results}/${project}.json`;
	rmSync(file, {force: true});
	const {status} = spawnSync(
		process.execPath,
		[
			'node_modules/vitest/vitest.mjs',
			'run',
			`--project=${project}`,
			project === 'e2e' || project === 'vm' ? '--reporter=verbose' : '--reporter=dot',
			'--reporter=json',
			`--outputFile.json=${file}`,
		],
		{stdio: 'inherit'},
	);
	const {passed, failed} = countsOf(file);
	return status !== 0 && failed === 0 ? {passed, failed: 1} : {passed, failed};
};

const countsOf = (file: string): Counts => {
	try {
		const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
		return {passed: report['numPassedTests'] ?? 0, failed: report['numFailedTests'] ?? 0};
	} catch {
		return {passed: 0, failed: 1};
	}
};

mkdirSync(results, {recursive: true});
const counts = projects.map(runProject);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
