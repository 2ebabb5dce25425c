/** Judging files of any of our kinds: each one is looked at, whatever the others are. */
import {documentKind} from '../config/document-kind.ts';
import {withoutEffect} from '../config/install-effects.ts';
import {
	readImageBasedConfig,
	readInstallationConfig,
	readInstallConfig,
	readNodeDocument,
} from '../config/schema.ts';
import {exitCodes, InstallError, type Problem, toProblem} from '../errors.ts';
import {acceptedLabels, readConfigurationIso} from '../iso/configuration-iso.ts';
import {inspectLiveIso} from '../iso/coreos/installation-iso.ts';
import {readManifest} from '../iso/manifest-document.ts';
import {isIso, readPrimary} from '../iso/volume/primary.ts';
import {fileSource} from '../iso/volume/source.ts';
import type {OutputFormat} from './arguments.ts';
import {problemText} from './exit-code.ts';
import type {Setting} from './setting.ts';

/** The exit code is that of the first file that is not good. */
export const runValidate = async (
	setting: Setting,
	paths: readonly string[],
	format: OutputFormat,
): Promise<number> => {
	const verdicts = await Promise.all(paths.map((path) => verdictOf(setting, path)));
	for (const verdict of verdicts) {
		setting.print(format === 'json' ? `${JSON.stringify(verdict)}\n` : verdictText(verdict));
	}
	const bad = verdicts.find(({problem}) => problem !== undefined);
	return bad?.problem === undefined ? 0 : exitCodes[bad.problem.kind];
};

type Verdict = {
	readonly path: string;
	readonly kind?: string;
	readonly warnings: readonly string[];
	readonly problem?: Problem;
};

type Judged = {readonly kind: string; readonly warnings: readonly string[]};

const verdictOf = async (setting: Setting, path: string): Promise<Verdict> => {
	try {
		return {path, ...(await judged(setting, path))};
	} catch (error) {
		const problem = toProblem(error);
		if (problem.kind === 'bug') {
			throw error;
		}
		return {path, warnings: [], problem};
	}
};

const judged = async ({system, signal}: Setting, path: string): Promise<Judged> => {
	const source = await fileSource(system, path);
	if (!(await isIso(source))) {
		return judgedDocument(await system.files.readText(path), path);
	}
	const {volumeId} = await readPrimary(source);
	if (acceptedLabels.includes(volumeId)) {
		await readConfigurationIso(source);
		return {kind: 'configuration ISO', warnings: []};
	}
	const {ignition} = await inspectLiveIso(system, path, signal);
	const isEmpty = ignition.kind === 'empty';
	return {kind: isEmpty ? 'CoreOS live ISO' : 'installation ISO', warnings: []};
};

const judgedDocument = (text: string, path: string): Judged => {
	const kind = documentKind(text, path);
	switch (kind) {
		case 'installation-config':
			readInstallationConfig(text, path);
			return {kind, warnings: []};
		case 'image-based-config':
			readImageBasedConfig(text, path);
			return {kind, warnings: []};
		case 'install-config':
			return {kind, warnings: withoutEffect(readInstallConfig(text, path))};
		case 'manifest':
			readManifest(text, path);
			return {kind, warnings: []};
		case 'node-document':
			readNodeDocument(text, path);
			return {kind, warnings: []};
		case undefined:
			throw new InstallError('CONFIG_INVALID', {source: path, faults: [unknownDocument]});
	}
};

const unknownDocument =
	'it is none of the documents that are known; their key kind says which one it is';

const verdictText = ({path, kind, warnings, problem}: Verdict): string =>
	problem === undefined
		? [`${path}: good (${kind})`, ...warnings.map((one) => `  warning: ${one}`), ''].join('\n')
		: `${path}: not good\n${problemText(problem)}`;
