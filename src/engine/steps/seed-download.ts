/**
 * Fetches the seed from its registry, once, as an OCI layout in the work directory on the installation disk,
 * where `seed.unpack` reads it while it comes.
 * Layers that an attempt before has completed are not fetched again.
 */
import type {BlobInfo} from '../../seed/info.ts';
import {blobPath} from '../../seed/layout.ts';
import {isPartialBlob} from '../../seed/restore-follow.ts';
import type {System} from '../../system/types.ts';
import {copyToLayout} from '../../tools/skopeo-copy.ts';
import type {StepContext} from '../step.ts';
import {work} from './layout.ts';
import {whileMeasuring} from './measure.ts';
import {type OnDisk, onTarget} from './on-disk.ts';
import {isRecorded} from './record.ts';
import {openSpool} from './seed-spool.ts';
import {unlessStalled} from './stall.ts';
import {isVerified} from './verified.ts';

export type DownloadParams = OnDisk & {
	/** With the digest of the manifest. */
	readonly image: string;
	readonly digest: string;
	readonly stateroot: string;
	readonly authFile?: string;
	readonly layers: readonly BlobInfo[];
};

export const downloadSeed = onTarget<DownloadParams>({
	unit: 'bytes',
	isFleeting: true,
	run: async ({image, authFile, digest, layers}, context) => {
		const {system, progress, log} = context;
		log('Pulling seed image');
		await system.files.remove(work.downloaded);
		await openSpool(context);
		await removePartialBlobs(system);
		await system.files.makeDirectory(work.temporary, 0o700);
		const total = layers.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0);
		const measure = () => fetchedBytes(system, layers);
		await whileMeasuring(context, {measure, total}, () =>
			unlessStalled(context, {what: image, measure}, (either) =>
				copyToLayout(
					system,
					{
						image,
						...(authFile !== undefined && {authFile}),
						layout: work.layout,
						temporaryDirectory: work.temporary,
					},
					either,
					log,
				),
			),
		);
		await system.files.writeText(work.downloaded, `${digest}\n`, 0o600);
		progress(total, total);
	},
	isDone: async ({digest, stateroot, layers}, {system}) =>
		(await isRecorded(system, stateroot)) ||
		(await isVerified(system, digest)) ||
		(await areFetched(system, layers)),
});

const partialBlobs = async (system: System): Promise<readonly string[]> =>
	(await system.files.list(work.layout))
		.filter(isPartialBlob)
		.map((name) => `${work.layout}/${name}`);

const removePartialBlobs = async (system: System): Promise<void> => {
	for (const path of await partialBlobs(system)) {
		await system.files.remove(path);
	}
};

const fetchedBytes = async (system: System, layers: readonly BlobInfo[]): Promise<number> => {
	const paths = [...layers.map(({digest}) => pathOf(digest)), ...(await partialBlobs(system))];
	const stats = await Promise.all(paths.map((path) => system.files.stat(path)));
	return stats.reduce((sum, stat) => sum + (stat?.sizeBytes ?? 0), 0);
};

const areFetched = async (
	system: StepContext['system'],
	layers: readonly BlobInfo[],
): Promise<boolean> => {
	const stats = await Promise.all(layers.map(({digest}) => system.files.stat(pathOf(digest))));
	return layers.every(({sizeBytes}, index) => stats[index]?.sizeBytes === sizeBytes);
};

const pathOf = (digest: string): string => `${work.layout}/${blobPath(digest)}`;
