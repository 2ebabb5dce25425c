/**
 * Unpacks the seed into the work directory on the installation disk, verifying both digests of each layer on
 * the way. Only when they matched is the seed marked as verified; all steps after this one read only there.
 */
import {InstallError} from '../../errors.ts';
import type {BlobInfo} from '../../seed/info.ts';
import type {LayoutSource} from '../../seed/layout.ts';
import {seedManifest} from '../../seed/restore-content.ts';
import {type SeedPlace, unpackSeed} from '../../seed/restore-unpack.ts';
import type {System} from '../../system/types.ts';
import {removeAll} from '../../tools/rm.ts';
import type {StepContext} from '../step.ts';
import {work} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';
import {writePresentObjects} from './present-objects.ts';
import {isRecorded} from './record.ts';
import {dropSpool, forgetBlobs} from './seed-spool.ts';
import {withTar} from './tar-program.ts';
import {until} from './until.ts';
import {isVerified, markVerified, readMember, requireMember} from './verified.ts';

export type UnpackParams = OnDisk & {
	readonly digest: string;
	readonly stateroot: string;
	/** `downloaded`: where `seed.download` puts it, perhaps just now. Else it is read in place. */
	readonly layout: {readonly kind: 'downloaded'} | LayoutSource;
	readonly layers: readonly BlobInfo[];
	readonly diffIds: readonly string[];
	/** The OpenShift version that the seed must be of. */
	readonly version: string;
	readonly isSelinuxEnabled: boolean;
};

export const unpackTheSeed = onTarget<UnpackParams>({
	unit: 'bytes',
	run: async ({digest, layout, layers, diffIds, version, isSelinuxEnabled}, context) => {
		const {system, signal, progress, log} = context;
		if (await isVerified(system, digest)) {
			return {skipped: 'it was unpacked and verified before'};
		}
		await makeRoom(context);
		await writePresentObjects(system);
		const unpacking = withTar(isSelinuxEnabled, context, (tarProgram) =>
			unpackSeed(
				system,
				{
					layout: layout.kind === 'downloaded' ? downloaded : layout,
					layers,
					diffIds,
					repository: work.repository,
					members: work.members,
					tarProgram,
					present: work.present,
				},
				{signal, progress, log},
			),
		);
		await unpacking.catch((error: unknown) => forgetDamaged(error, layout.kind, system));
		log(`Verified: ${layers.map((layer) => layer.digest).join(', ')}`);
		await requireMembers(system, version);
		await markVerified(system, digest);
		if (layout.kind === 'downloaded') {
			await until(context, async () => (await system.files.stat(work.downloaded)) !== undefined);
			await dropSpool(context);
		}
		return undefined;
	},
	isDone: async ({digest, stateroot}, {system}) =>
		(await isRecorded(system, stateroot)) || (await isVerified(system, digest)),
});

/** Bytes that skopeo verified and the disk lost, as in a power cut: a retry must fetch them again. */
const forgetDamaged = async (
	error: unknown,
	kind: UnpackParams['layout']['kind'],
	system: System,
): Promise<never> => {
	const isDamaged =
		error instanceof InstallError &&
		(error.code === 'SEED_CONTENT_MISMATCH' || error.code === 'SEED_LAYER_TRUNCATED');
	if (isDamaged && kind === 'downloaded') {
		await system.files.remove(work.downloaded);
		await forgetBlobs(system);
	}
	throw error;
};

const downloaded: SeedPlace = {kind: 'arriving', path: work.layout};

/** What an attempt that was cut short has left is not to be trusted. */
const makeRoom = async ({system, signal}: StepContext): Promise<void> => {
	await system.files.remove(work.verified);
	await removeAll(system, work.repository, signal);
	await removeAll(system, work.members, signal);
	await system.files.makeDirectory(work.repository, 0o700);
	await system.files.makeDirectory(work.members, 0o700);
};

const neededMembers = [
	'containers.list',
	'etc.tgz',
	'mco-currentconfig.json',
	'rpm-ostree.json',
	'var.tgz',
];

/** @throws InstallError SEED_VERSION_DIFFERS, SEED_INCOMPLETE */
export const requireMembers = async (system: System, wanted: string): Promise<void> => {
	const {version: found} = seedManifest(await readMember(system, 'manifest.json'));
	if (found !== wanted) {
		throw new InstallError('SEED_VERSION_DIFFERS', {wanted, found});
	}
	for (const name of neededMembers) {
		await requireMember(system, name);
	}
	if ((await system.files.stat(`${work.repository}/objects`)) === undefined) {
		throw new InstallError('SEED_INCOMPLETE', {
			member: 'ostree.tgz',
			why: 'it is missing or holds no ostree repository',
		});
	}
};
