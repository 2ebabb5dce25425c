/**
 * The expected share of each step in the time of a run, in seconds: proportions as measured in the lab, scaled
 * by the size of the seed. Pure.
 */
import type {SeedInfo} from '../../seed/info.ts';
import type {StepId} from '../steps/index.ts';

const mega = 1e6;

/** How much there is to precache is known only from inside the seed; a larger seed has more and larger images. */
const seedMegabytesPerSecondOfImages = 5;

export const weights = ({layers}: Pick<SeedInfo, 'layers'>): ((step: StepId) => number) => {
	const seedMegabytes = layers.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0) / mega;
	const scaled: Partial<Record<StepId, number>> = {
		'seed.download': seedMegabytes / 80,
		'seed.unpack': seedMegabytes / 20,
		'ostree.import': seedMegabytes / 80,
		'seed.restore-var': seedMegabytes / 100,
		'images.precache': seedMegabytes / seedMegabytesPerSecondOfImages,
	};
	return (step) => Math.max(1, Math.round(scaled[step] ?? fixed[step] ?? 1));
};

/** A step that is not named takes about a second. */
const fixed: Partial<Record<StepId, number>> = {
	'disk.clean': 2,
	'disk.write-image': 30,
	'disk.mount': 2,
	'ostree.deploy': 5,
	'post.run': 2,
	'ostree.remove-base': 5,
	'install.verify': 5,
	'install.unmount': 5,
};
