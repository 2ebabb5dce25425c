/** The words of the checks of the seed image. Sizes come as texts. */
import {type FailureWords, readTheSeed} from './shared.ts';

export const seedCheckWords = {
	notRead: {reason: 'the seed image was not read yet', remedy: readTheSeed},
	noDate: {
		reason: 'the seed does not tell when it was made',
		remedy: 'Compare the clock of this host with a watch.',
	},
	noVersionWanted: {
		reason: 'the wanted version was not given yet',
		remedy: 'Give seedVersion: the OpenShift version that the seed is to have.',
	},
	noClusterLabel: {
		reason: 'this seed is old and does not tell its cluster before it is fetched',
		remedy: 'Nothing to do: it is checked again before anything is deployed, but after the wipe.',
	},
	noMountTarget: {
		reason: 'this seed does not tell from where it mounts the images',
		remedy: 'Compare extraPartitionLabel with the mount unit of the seed cluster.',
	},
	anonymous: {
		found: 'the registry answered without credentials; there is no pull secret',
		needed: 'a pull secret, if images to be precached are not public',
		remedy: 'Put the pull secret at the path of authFile, then read the seed again.',
	},
	noAuthNeeded: 'not needed: the seed is a local file',
	readWith: (authFile: string): string => `the registry accepts ${authFile}`,
	wrongFormat: (found: string | undefined): FailureWords => ({
		found: found === undefined ? 'no format label' : `format ${found}`,
		needed: 'format 4',
		remedy: 'Give a seed image of format 4, or use a console that reads this format.',
	}),
	format: (version: string): string => `format ${version}`,
	wrongVersion: (found: string, needed: string): FailureWords => ({
		found,
		needed: `${needed} (seedVersion)`,
		remedy: 'Correct seedVersion, or give the seed image of that version.',
	}),
	wrongArchitecture: (found: string, needed: string): FailureWords => ({
		found,
		needed: `${needed}, as this host`,
		remedy: 'Give a seed image that was made on a host of this architecture.',
	}),
	wrongMountTarget: (found: string, needed: string): FailureWords => ({
		found: `the seed mounts ${found}`,
		needed: `${needed} (extraPartitionLabel)`,
		remedy:
			'Set extraPartitionLabel to the label that the seed mounts, or give another seed image.',
	}),
	noLayers: {
		found: 'an image without content',
		needed: 'one layer or more',
		remedy: 'Make or push the seed image again.',
	},
	unevenLayers: (layers: number, diffIds: number): FailureWords => ({
		found: `${layers} layers, but ${diffIds} digests of their content`,
		needed: 'one digest for each layer',
		remedy: 'Make or push the seed image again.',
	}),
	unknownMediaType: (types: string): FailureWords => ({
		found: `layers of type ${types}`,
		needed: 'tar, plain or compressed with gzip or zstd',
		remedy: 'Push the seed image again with gzip compression.',
	}),
	layers: (count: number, size: string): string =>
		`${count} ${count === 1 ? 'layer' : 'layers'}, ${size} to fetch`,
};
