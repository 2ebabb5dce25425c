/** What stands in the seed's fields; the console keeps it, so that going away loses nothing. */
import type {Config} from '../../config/settings.ts';
import {type Draft, draftOf} from '../editor.ts';
import {type SeedField, type SeedTexts, seedTexts} from './form.ts';

export type SeedDrafts = Readonly<Record<SeedField, Draft>>;

export const seedDrafts = (config: Config): SeedDrafts => {
	const texts = seedTexts(config);
	return {
		seedImage: draftOf(texts.seedImage),
		seedVersion: draftOf(texts.seedVersion),
		authFile: draftOf(texts.authFile),
	};
};

export const draftTexts = ({seedImage, seedVersion, authFile}: SeedDrafts): SeedTexts => ({
	seedImage: seedImage.text,
	seedVersion: seedVersion.text,
	authFile: authFile.text,
});
