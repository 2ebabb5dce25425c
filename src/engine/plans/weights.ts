/**
 * The expected share of each step in the time of a run, in seconds: as measured in the lab (docs/performance.md),
 * scaled by the size of the seed; what a machine really takes, the remaining time learns as it goes. Pure.
 */
import type {SeedInfo} from '../../seed/info.ts';
import type {StepId} from '../steps/index.ts';

const mega = 1e6;

/** How much there is to precache is known only from inside the seed; a larger seed has more and larger images. */
const seedMegabytesPerSecondOfImages = 5;

export const weights = ({layers}: Pick<SeedInfo, 'layers'>): ((step: StepId) => number) => {
	const seedMegabytes = layers.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0) / mega;
	const scaled: Partial<Record<StepId, number>> = {
		'seed.download': seedMegabytes / 100,
		'seed.unpack': seedMegabytes / 30,
		'ostree.import': seedMegabytes / 150,
		'seed.restore-var': seedMegabytes / 400,
		'images.precache': seedMegabytes / seedMegabytesPerSecondOfImages,
	};
	return (step) => Math.max(1, Math.round(scaled[step] ?? fixed[step] ?? 1));
};

/** A step that is not named takes about a second. */
const fixed: Partial<Record<StepId, number>> = {
	'disk.clean': 2,
	'disk.write-image': 30,
	'disk.mount': 2,
	'ostree.deploy': 2,
	'install.console': 2,
	'post.run': 2,
	'ostree.remove-base': 2,
	'install.verify': 2,
	'install.unmount': 2,
};
