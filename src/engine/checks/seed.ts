/** Checks of the seed image: it can be read, it fits this host, and it fits what was asked for. Pure. */
import {defaultSettings} from '../../config/defaults.ts';
import {sizeText} from '../../hardware/disk-name.ts';
import type {BlobInfo, SeedInfo} from '../../seed/info.ts';
import {seedCheckWords as words} from '../../words/checks/seed.ts';
import type {Check, Severity, Subject, Verdict} from '../check.ts';
import {failed, passed, unknown, whenKnown, withSeed} from './verdicts.ts';

export const seedRead: Check = {
	id: 'seed-read',
	severity: 'blocker',
	examine: (subject) => withSeed(subject, ({digest}) => passed(digest)),
};

/** That the seed was read proves its registry; the images to precache may need more. */
export const authFile: Check = {
	id: 'auth-file',
	severity: 'warning',
	needs: 'seed',
	examine: (subject) =>
		withSeed(subject, ({source}) => {
			if (source.kind !== 'registry') {
				return passed(words.noAuthNeeded);
			}
			return source.authFile === undefined
				? failed(words.anonymous)
				: passed(words.readWith(source.authFile));
		}),
};

/** The only format that this engine restores. */
const readableFormat = '4';

export const seedFormat: Check = {
	id: 'seed-format',
	severity: 'blocker',
	needs: 'seed',
	examine: (subject) =>
		withSeed(subject, ({formatVersion}) =>
			formatVersion === readableFormat
				? passed(words.format(formatVersion))
				: failed(words.wrongFormat(formatVersion)),
		),
};

export const seedVersion: Check = {
	id: 'seed-version',
	severity: 'blocker',
	needs: 'seed',
	severityFor: (subject) => warningWhen(subject, ({cluster}) => cluster === undefined),
	examine: (subject) =>
		withSeed(subject, ({cluster}) => {
			const wanted = subject.config.seedVersion?.value;
			if (wanted === undefined) {
				return unknown(words.noVersionWanted);
			}
			return cluster === undefined
				? unknown(words.noClusterLabel)
				: versionVerdict(cluster.seedClusterOcpVersion, wanted);
		}),
};

export const seedArchitecture: Check = {
	id: 'seed-architecture',
	severity: 'blocker',
	needs: 'seed',
	examine: (subject) =>
		withSeed(subject, ({architecture}) =>
			whenKnown(subject.facts.host.architecture, (host) =>
				architecture === host
					? passed(architecture)
					: failed(words.wrongArchitecture(architecture, host)),
			),
		),
};

/** A label that differs hangs the first boot on a mount that never comes. */
export const seedStorageLabel: Check = {
	id: 'seed-storage-label',
	severity: 'blocker',
	needs: 'seed',
	severityFor: (subject) => warningWhen(subject, (seed) => mountTarget(seed) === undefined),
	examine: (subject) =>
		withSeed(subject, (seed) => {
			const found = mountTarget(seed);
			const label =
				subject.config.extraPartitionLabel?.value ?? defaultSettings.extraPartitionLabel;
			const needed = `/dev/disk/by-partlabel/${label}`;
			if (found === undefined) {
				return unknown(seed.cluster === undefined ? words.noClusterLabel : words.noMountTarget);
			}
			return found === needed ? passed(found) : failed(words.wrongMountTarget(found, needed));
		}),
};

export const seedLayers: Check = {
	id: 'seed-layers',
	severity: 'blocker',
	needs: 'seed',
	examine: (subject) => withSeed(subject, layersVerdict),
};

/** Ignorance that no one can end before the seed is fetched must not block old seeds for good. */
const warningWhen = ({seed}: Subject, isOld: (seed: SeedInfo) => boolean): Severity =>
	seed !== undefined && isOld(seed) ? 'warning' : 'blocker';

const versionVerdict = (found: string, wanted: string): Verdict =>
	found === wanted ? passed(found) : failed(words.wrongVersion(found, wanted));

const mountTarget = ({cluster}: SeedInfo): string | undefined =>
	cluster?.containerStorageMountpointTarget;

const layersVerdict = ({layers, diffIds}: SeedInfo): Verdict => {
	const strange = layers.filter(({mediaType}) => !layerTypePattern.test(mediaType));
	if (layers.length === 0) {
		return failed(words.noLayers);
	}
	if (strange.length > 0) {
		return failed(words.unknownMediaType(strange.map(({mediaType}) => mediaType).join(', ')));
	}
	return layers.length === diffIds.length
		? passed(words.layers(layers.length, sizeText(totalBytes(layers))))
		: failed(words.unevenLayers(layers.length, diffIds.length));
};

/** OCI image-spec layer.md, and the names that Docker gave the same before. */
const layerTypePattern =
	/^application\/vnd\.(oci\.image\.layer\.v1\.tar(\+gzip|\+zstd)?|docker\.image\.rootfs\.diff\.tar(\.gzip|\.zstd)?)$/;

const totalBytes = (layers: readonly BlobInfo[]): number =>
	layers.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0);
