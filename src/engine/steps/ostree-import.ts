/**
 * Brings the objects of the seed's repository into that of the installed system. Both are on one filesystem,
 * so that ostree links files instead of copying them.
 */
import type {System} from '../../system/types.ts';
import {pullLocal} from '../../tools/ostree.ts';
import {repository, work} from './layout.ts';
import {whileMeasuring} from './measure.ts';
import {type OnDisk, onTarget} from './on-disk.ts';

export const importSeed = onTarget<OnDisk>({
	unit: 'objects',
	run: async (_, context) => {
		const {system, signal, progress} = context;
		const total = await countObjects(system, work.repository);
		const before = await countObjects(system, repository);
		const measure = async () => Math.min(total, (await countObjects(system, repository)) - before);
		await whileMeasuring(context, {measure, total}, () =>
			pullLocal(system, repository, work.repository, signal),
		);
		progress(total, total);
	},
});

/** Of a transaction that is not committed yet. */
const stagingFolder = /^staging-/;

/** Objects lie in 256 folders by the first two digits of their checksums, while they come in a staging folder. */
const countObjects = async (system: System, path: string): Promise<number> => {
	const staging = (await system.files.list(`${path}/tmp`)).filter((name) =>
		stagingFolder.test(name),
	);
	const stores = [`${path}/objects`, ...staging.map((name) => `${path}/tmp/${name}`)];
	let count = 0;
	for (const store of stores) {
		for (const folder of await system.files.list(store)) {
			count += (await system.files.list(`${store}/${folder}`)).length;
		}
	}
	return count;
};
