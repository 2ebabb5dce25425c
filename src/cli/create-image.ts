/** `create image`: the installation ISO of a fleet, with a line for each stage of the work. Gives an exit code. */
import {InstallError} from '../errors.ts';
import {createInstallationIso, type InstallationResult} from '../iso/create-installation.ts';
import type {InstallationStage} from '../iso/create-installation-medium.ts';
import type {OutputFormat} from './arguments.ts';
import type {ImageWords} from './image-words.ts';
import type {Setting} from './setting.ts';

/** What the command finds around itself. */
export type Workplace = {
	/** The Node runtime that runs this. */
	readonly runtime: string;
	/** The script that it runs, perhaps by a link. */
	readonly script: string;
	readonly cacheHome: string;
	/** OPENSHIFT_INSTALL_OS_IMAGE_OVERRIDE. */
	readonly baseIso: string | undefined;
	/** SOURCE_DATE_EPOCH. */
	readonly madeAt: Date | undefined;
};

export const runCreateImage = async (
	{system, signal, print}: Setting,
	words: ImageWords & {readonly format: OutputFormat},
	workplace: Workplace,
): Promise<number> => {
	const {directory, format} = words;
	const base = words.baseIso ?? workplace.baseIso;
	if (base === undefined) {
		throw new InstallError('USAGE', {what: 'create image needs --base-iso FILE or URL'});
	}
	const script = (await system.files.resolve(workplace.script)) ?? workplace.script;
	const result = await createInstallationIso(
		system,
		{
			directory,
			base,
			baseSha256: words.baseIsoSha256,
			addedKargs: words.kargs,
			program: {
				runtime: words.runtime ?? workplace.runtime,
				bundle: script.replace(/\/[^/]*$/, ''),
			},
			withSeed: words.withSeed,
			images: words.images,
			withNetworkBoot: words.withNetworkBoot,
			cacheDirectory: `${workplace.cacheHome}/ibi-console`,
			madeAt: workplace.madeAt,
		},
		{signal, onProgress: progressPrinter({system, print}, format)},
	);
	print(format === 'json' ? `${JSON.stringify(result)}\n` : resultText(result));
	return 0;
};

const stageTitles: Readonly<Record<InstallationStage, string>> = {
	download: 'Looking for the live ISO',
	program: 'Packing the program',
	seed: 'Fetching the seed image',
	images: 'Reading the seed image, and collecting the images of its list',
	copy: 'Writing the ISO, and checking the live ISO',
	network: 'Writing the files for booting over the network',
};

/** At most one line a second for how far a stage is. */
const shortestPauseMs = 1000;

const progressPrinter = (
	{system, print}: Pick<Setting, 'system' | 'print'>,
	format: OutputFormat,
): ((stage: InstallationStage, detail?: string) => void) => {
	let printedMs = Number.NEGATIVE_INFINITY;
	return (stage, detail) => {
		const nowMs = system.clock.monotonicMs();
		if (detail !== undefined && nowMs - printedMs < shortestPauseMs) {
			return;
		}
		printedMs = nowMs;
		const line = `${stageTitles[stage]}${detail === undefined ? '' : `: ${detail}`}`;
		print(`${format === 'json' ? JSON.stringify({stage, detail}) : line}\n`);
	};
};

const resultText = (result: InstallationResult): string =>
	[
		...result.warnings.map((warning) => `warning: ${warning}`),
		`Installation ISO   ${result.iso}`,
		`Begins with        ${result.base}`,
		`Its SHA-256        ${result.baseSha256}`,
		`Volume             ${result.volumeId}, ${result.architecture}`,
		...(result.networkBoot === undefined ? [] : [`Network boot       ${result.networkBoot}`]),
		'',
	].join('\n');
