/** The seed's three fields, without a screen: texts in, a patch of answers or an error per field out. */
import type {Config, Settings} from '../../config/settings.ts';
import type {ScreenWords} from '../../words/screens.ts';

export const seedFields = ['seedImage', 'seedVersion', 'authFile'] as const;

export type SeedField = (typeof seedFields)[number];

export type SeedTexts = Readonly<Record<SeedField, string>>;

export type FieldProblem = keyof ScreenWords['seed']['errors'];

export type SeedErrors = {readonly [Field in SeedField]?: FieldProblem};

export type SeedFormResult =
	/** Only what differs from what is set already, so that nothing counts as typed that was not. */
	| {readonly ok: true; readonly patch: Partial<Settings>}
	| {readonly ok: false; readonly errors: SeedErrors};

export const seedTexts = (config: Config): SeedTexts => ({
	seedImage: config.seedImage?.value ?? '',
	seedVersion: config.seedVersion?.value ?? '',
	authFile: config.authFile?.value ?? '',
});

export const readSeedForm = (texts: SeedTexts, config: Config): SeedFormResult => {
	const typed = trimmed(texts);
	const errors = errorsOf(typed);
	return Object.keys(errors).length > 0
		? {ok: false, errors}
		: {ok: true, patch: changes(typed, seedTexts(config))};
};

/** The texts are not what the engine has. */
export const isSeedChanged = (texts: SeedTexts, config: Config): boolean =>
	Object.keys(changes(trimmed(texts), seedTexts(config))).length > 0;

const trimmed = ({seedImage, seedVersion, authFile}: SeedTexts): SeedTexts => ({
	seedImage: seedImage.trim(),
	seedVersion: seedVersion.trim(),
	authFile: authFile.trim(),
});

const changes = (typed: SeedTexts, current: SeedTexts): Partial<Settings> =>
	Object.fromEntries(
		seedFields
			.filter((field) => typed[field] !== current[field])
			.map((field) => [field, typed[field]]),
	);

const errorsOf = ({seedImage, seedVersion, authFile}: SeedTexts): SeedErrors => {
	const image = imageProblem(seedImage);
	const version = versionProblem(seedVersion);
	const auth = authProblem(authFile);
	return {
		...(image && {seedImage: image}),
		...(version && {seedVersion: version}),
		...(auth && {authFile: auth}),
	};
};

const imageProblem = (text: string): FieldProblem | undefined =>
	text === '' ? 'empty' : characterProblem(text);

const versionProblem = (text: string): FieldProblem | undefined => {
	if (text === '') return 'empty';
	return /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(text) ? undefined : 'version';
};

const authProblem = (text: string): FieldProblem | undefined => {
	if (text === '') return undefined;
	return text.startsWith('/') ? characterProblem(text) : 'absolute';
};

const characterProblem = (text: string): FieldProblem | undefined => {
	if (/\s/.test(text)) return 'blanks';
	return /^[!-~]*$/.test(text) ? undefined : 'letters';
};
