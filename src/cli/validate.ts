/** Judging paths of any of our kinds: each one is looked at, whatever the others are, and told whole. */
import type {DocumentFault} from '../config/document-fault.ts';
import {exitCodes, type Problem, toProblem} from '../errors.ts';
import {faultLines} from '../unattended/plain-faults.ts';
import type {OutputFormat} from './arguments.ts';
import {problemText} from './exit-code.ts';
import {judgePath} from './judge-path.ts';
import type {Setting} from './setting.ts';

/** The exit code is that of the first path that is not good. */
export const runValidate = async (
	setting: Setting,
	paths: readonly string[],
	format: OutputFormat,
): Promise<number> => {
	const verdicts = await Promise.all(paths.map((path) => verdictOf(setting, path)));
	for (const verdict of verdicts) {
		setting.print(format === 'json' ? `${JSON.stringify(verdict)}\n` : verdictText(verdict));
	}
	return verdicts.map(exitCodeOfVerdict).find((exitCode) => exitCode !== 0) ?? 0;
};

type Verdict = {
	readonly path: string;
	readonly isGood: boolean;
	/** Absent where it could not be read at all. */
	readonly kind?: string;
	/** Warnings among them. */
	readonly faults: readonly DocumentFault[];
	readonly problem?: Problem;
};

const verdictOf = async (setting: Setting, path: string): Promise<Verdict> => {
	try {
		const judged = await judgePath(setting, path);
		return {path, isGood: judged.faults.every(({isWarning}) => isWarning === true), ...judged};
	} catch (error) {
		const problem = toProblem(error);
		if (problem.kind === 'bug') {
			throw error;
		}
		return {path, isGood: false, faults: [], problem};
	}
};

const exitCodeOfVerdict = ({isGood, problem}: Verdict): number =>
	isGood ? 0 : exitCodes[problem?.kind ?? 'input'];

const verdictText = ({path, isGood, kind, faults, problem}: Verdict): string => {
	if (problem !== undefined) {
		return `${path}: not good\n${problemText(problem)}`;
	}
	const lines = faults.flatMap((fault) => faultLines(fault, path));
	const verdict = isGood ? `good (${kind})` : `not good (${kind}): ${countText(faults)}`;
	return [`${path}: ${verdict}`, ...lines, ''].join('\n');
};

const countText = (faults: readonly DocumentFault[]): string => {
	const warnings = faults.filter(({isWarning}) => isWarning === true).length;
	const others = faults.length - warnings;
	return [
		`${others} ${others === 1 ? 'fault' : 'faults'}`,
		...(warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`]),
	].join(', ');
};
