/**
 * What a finished deployment leaves behind: no inputs, no copy of the seed's data, no key of our own where the
 * cluster has its own, and no unit that starts again. The job sheet and the journal stay.
 */
import {InstallError} from '../../../errors.ts';
import {removeAll} from '../../../tools/rm.ts';
import {shredFiles} from '../../../tools/shred.ts';
import {disableUnit} from '../../../tools/units.ts';
import {siteRoot} from '../../site/site.ts';
import type {Step, StepContext} from '../../step.ts';
import {hasClusterKeys} from './compare.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {earlyKey, site as paths, seedDirectory} from './layout.ts';
import {removeSnapshot} from './snapshot.ts';

export type CleanParams = EdgeParams & {
	/** Units of ours that are not to start again. */
	readonly units: readonly string[];
	/** How long the cluster may take to put the site's keys in place. */
	readonly limitMs: number;
};

/**
 * The unit last: a host that is switched off in the middle begins again, and then ends this, so that no secret stays
 * because of it. The inputs leave their place at once, whole: a half of them is never taken for a configuration.
 */
export const cleanUp: Step<CleanParams> = {
	run: async (params, context) => {
		const {system, signal} = context;
		await removeEarlyKey(params.limitMs, context);
		await removeSnapshot(system, params, signal);
		for (const directory of [siteRoot, seedDirectory]) {
			await destroy(directory, context);
		}
		await requireGone([siteRoot, seedDirectory], context);
		for (const unit of params.units) {
			await disableUnit(system, unit, signal);
		}
	},
};

const destroy = async (directory: string, {system, signal}: StepContext): Promise<void> => {
	const aside = `${directory}.old`;
	if ((await system.files.stat(directory)) !== undefined) {
		// Of an earlier try that was cut short.
		await removeAll(system, aside, signal);
		await system.files.rename(directory, aside);
	}
	if ((await system.files.stat(aside)) !== undefined) {
		await shredFiles(system, aside, signal);
		await removeAll(system, aside, signal);
	}
};

const pauseMs = 2000;

/** A site without a key never had one of ours. The one way in is never taken away before there is another. */
const removeEarlyKey = async (
	limitMs: number,
	{system, signal, log}: StepContext,
): Promise<void> => {
	if ((await system.files.stat(paths.manifest)) === undefined) {
		return;
	}
	const {ssh_key: keys = ''} = await readSite(system);
	const endMs = system.clock.monotonicMs() + limitMs;
	while (!(await hasClusterKeys(system, keys))) {
		if (system.clock.monotonicMs() > endMs) {
			log(`The cluster has not taken over the SSH key yet; ${earlyKey} stays`);
			return;
		}
		await system.clock.sleep(pauseMs, signal);
	}
	await system.files.remove(earlyKey);
};

const requireGone = async (
	directories: readonly string[],
	{system}: StepContext,
): Promise<void> => {
	const left: string[] = [];
	for (const directory of directories) {
		if ((await system.files.stat(directory)) !== undefined) {
			left.push(directory);
		}
	}
	if (left.length > 0) {
		throw new InstallError('CLEANUP_INCOMPLETE', {left});
	}
};
