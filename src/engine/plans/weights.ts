/**
 * The expected share of each step in the time of a run, in seconds of a middling server: an NVMe disk and a
 * network of 1 Gb/s. Only proportions matter. Pure.
 */
import type {SeedInfo} from '../../seed/info.ts';
import type {StepId} from '../steps/index.ts';

const mega = 1e6;

export const weights = ({layers}: Pick<SeedInfo, 'layers'>): ((step: StepId) => number) => {
	const seedMegabytes = layers.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0) / mega;
	const scaled: Partial<Record<StepId, number>> = {
		'seed.download': seedMegabytes / 80,
		'seed.unpack': seedMegabytes / 60,
		'ostree.import': seedMegabytes / 120,
		'seed.restore-var': seedMegabytes / 200,
	};
	return (step) => Math.max(1, Math.round(scaled[step] ?? fixed[step] ?? 1));
};

/** A step that is not named takes about a second. */
const fixed: Partial<Record<StepId, number>> = {
	'disk.clean': 2,
	'disk.write-image': 40,
	'disk.mount': 2,
	'ostree.deploy': 5,
	'images.precache': 300,
	'post.run': 2,
	'ostree.remove-base': 6,
	'install.verify': 10,
	'install.unmount': 10,
};
