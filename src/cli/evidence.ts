/** Support bundles of this program: what an engine needs to make one, the one that the status service gives, and the command. */
import type {ApiBundle} from '../engine/api/service.ts';
import {makeBundle} from '../engine/evidence/make-bundle.ts';
import type {EvidenceMeans} from '../engine/evidence/means.ts';
import {readBytes} from '../engine/evidence/read-text.ts';
import {readLineNumbers, serialLines} from '../engine/evidence/serial-lines.ts';
import {sessionSource} from '../engine/evidence/session-source.ts';
import {InstallError} from '../errors.ts';
import {defaultDeployDirectory, defaultStateDirectory, type OutputFormat} from './arguments.ts';
import type {EvidenceWords} from './evidence-words.ts';
import type {Setting} from './setting.ts';

/** The screens are loaded when somebody makes a bundle: the engine needs none otherwise. */
export const evidenceMeans = ({version = 'unknown'}: Setting): EvidenceMeans => ({
	version,
	draw: async (shown) => (await import('../screens/evidence-text.ts')).drawEvidence(shown),
});

type Served = {
	readonly serves: 'install' | 'deploy';
	readonly stateDirectory: string;
	readonly getState: () => object;
};

/** Made when it is asked for. */
export const bundleOnRequest =
	(setting: Setting, {serves, stateDirectory, getState}: Served) =>
	async (gone: AbortSignal): Promise<ApiBundle> => {
		const {system, signal} = setting;
		const evidence = evidenceMeans(setting);
		const known = () => knownIn(serves, getState());
		const source = sessionSource(system, {serves, stateDirectory, evidence, known});
		const either = AbortSignal.any([gone, signal]);
		const {path, name} = await makeBundle(system, source, {}, {signal: either});
		return {name, body: system.files.readStream(path)};
	};

type Words = EvidenceWords & {readonly format: OutputFormat};

/** A bundle from outside of an engine, or one as lines. @throws InstallError EVIDENCE_FAILED, FILE_UNREADABLE, USAGE */
export const runEvidence = async (setting: Setting, words: Words): Promise<number> => {
	const {print} = setting;
	const path = words.file ?? (await makeHere(setting, words));
	if (words.lines === undefined) {
		print(words.format === 'json' ? `${JSON.stringify({path})}\n` : `${path}\n`);
		return 0;
	}
	const numbers = words.lines === 'all' ? [] : readLineNumbers(words.lines);
	if (numbers === undefined) {
		throw new InstallError('USAGE', {what: `${words.lines} are no numbers of lines`});
	}
	const bytes = await readBytes(setting.system.files.readStream(path));
	const name = path.slice(path.lastIndexOf('/') + 1);
	const lines = serialLines(name, bytes, numbers.length === 0 ? undefined : numbers);
	await printLines(setting, lines);
	return 0;
};

/** A terminal takes what it is given before `print` returns: Ctrl-C is heard only between two lines. */
const printLines = async (
	{system, signal, print}: Setting,
	lines: readonly string[],
): Promise<void> => {
	for (const [index, line] of lines.entries()) {
		print(`${line}\n`);
		if (index % linesBetweenLooks === 0) {
			await system.clock.sleep(0, signal);
		}
	}
};

/** Two seconds at 9600 baud, a sixth of one at 115200. */
const linesBetweenLooks = 8;

/** Of an installed host there is the directory of its deployment. */
const makeHere = async (setting: Setting, words: EvidenceWords): Promise<string> => {
	const {system, signal} = setting;
	const isInstalled = (await system.files.stat(defaultDeployDirectory)) !== undefined;
	const {stateDirectory = isInstalled ? defaultDeployDirectory : defaultStateDirectory} = words;
	const serves = isInstalled ? 'deploy' : 'install';
	const evidence = evidenceMeans(setting);
	const hostName = (await system.files.readText('/proc/sys/kernel/hostname')).trim();
	const known = () => ({identity: {hostName}});
	const place = {serves, stateDirectory, evidence, known} as const;
	return (await makeBundle(system, sessionSource(system, place), {}, {signal})).path;
};

/** What a console would be given, without what it makes of it itself. */
const knownIn = (serves: 'install' | 'deploy', state: object): Readonly<Record<string, unknown>> =>
	Object.fromEntries(
		Object.entries(state).flatMap(([name, value]: [string, unknown]) => {
			if (ofConsoles.includes(name)) {
				return [];
			}
			const known = whenLoaded(value);
			const as = name === 'facts' && serves === 'deploy' ? 'edgeFacts' : name;
			return known === undefined ? [] : [[as, known]];
		}),
	);

/** The run is in the journal, and the access is a secret. */
const ofConsoles = ['run', 'tools', 'access', 'api', 'refusal', 'countdown'];

const whenLoaded = (value: unknown): unknown => {
	if (typeof value !== 'object' || value === null || !('kind' in value)) {
		return value;
	}
	return value.kind === 'loaded' && 'value' in value ? value.value : undefined;
};
