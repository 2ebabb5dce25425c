/**
 * What somebody needs who looks at a failed deployment later: the end of the journal and of the command log, the
 * configuration with its secrets masked, the findings, the problem. A directory beside the journal; small.
 */
import type {Problem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import type {Finding} from '../check.ts';
import {journalName} from '../journal-name.ts';
import type {Site} from '../site/site.ts';

export type BundleParts = {
	readonly stateDirectory: string;
	readonly problem: Problem;
	readonly findings: readonly Finding[];
	/** Absent when the run was taken up again after its configuration had been shredded. */
	readonly site: Site | undefined;
};

/** Gives its path. */
export const writeBundle = async (
	system: System,
	{stateDirectory, problem, findings, site}: BundleParts,
): Promise<string> => {
	const directory = `${stateDirectory}/failure`;
	const write = (name: string, text: string): Promise<void> =>
		system.files.writeText(`${directory}/${name}`, text, 0o600);
	await system.files.makeDirectory(directory, 0o700);
	await write('problem.json', json({at: system.clock.now().toISOString(), ...problem}));
	await write('findings.json', json(findings));
	// A secret in it turns into `<redacted>` by itself.
	await write('site.json', json(site ?? null));
	for (const name of [journalName, 'commands.jsonl']) {
		await write(name, await tailOf(system, `${stateDirectory}/${name}`));
	}
	return directory;
};

const mostLines = 300;

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const tailOf = async (system: System, path: string): Promise<string> => {
	if ((await system.files.stat(path)) === undefined) {
		return '';
	}
	const lines = (await system.files.readText(path)).trimEnd().split('\n');
	return `${lines.slice(-mostLines).join('\n')}\n`;
};
