/**
 * The certificates that the site wants to be trusted, before anything has to be pulled. The host's own service does
 * the same at its start; two at a time damage each other's work, so it is waited for.
 */
import {InstallError, isCancelled} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {lastLineOf} from '../../../tools/said.ts';
import {unitState} from '../../../tools/units.ts';
import {updateTrust} from '../../../tools/update-ca-trust.ts';
import type {StepContext} from '../../step.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {host} from './layout.ts';
import {marked} from './marked.ts';
import {writeChanged} from './write-changed.ts';

const bundleOf = async (system: System): Promise<string> =>
	(await readSite(system)).additionalTrustBundle?.userCaBundle ?? '';

export const trustSite = marked<EdgeParams>({
	id: 'trust',
	inputs: async (_, {system}) => ({bundle: await bundleOf(system)}),
	run: async (_, context) => {
		const bundle = await bundleOf(context.system);
		if (bundle !== '') {
			await writeChanged(context.system, host.trustAnchor, bundle, 0o600);
		}
		await updateTrustAlone(context);
	},
});

const attempts = 3;
const firstPauseMs = 1000;

/** @throws InstallError TRUST_FAILED */
export const updateTrustAlone = async (
	context: Pick<StepContext, 'system' | 'signal' | 'log'>,
): Promise<void> => {
	const {system, signal, log} = context;
	for (let attempt = 1; ; attempt += 1) {
		await waitForOther(context);
		try {
			await updateTrust(system, signal);
			return;
		} catch (error) {
			if (signal.aborted || isCancelled(error)) {
				throw error;
			}
			const why = lastLineOf(error);
			log(`update-ca-trust, attempt ${attempt} of ${attempts}: ${why}`);
			if (attempt === attempts) {
				throw new InstallError('TRUST_FAILED', {why}, {cause: error});
			}
			await system.clock.sleep(firstPauseMs * 2 ** (attempt - 1), signal);
		}
	}
};

const bootUnit = 'coreos-update-ca-trust.service';
const otherLimitMs = 120_000;
const pauseMs = 200;

const waitForOther = async ({
	system,
	signal,
	log,
}: Pick<StepContext, 'system' | 'signal' | 'log'>): Promise<void> => {
	const endMs = system.clock.monotonicMs() + otherLimitMs;
	while ((await unitState(system, bootUnit, signal)) === 'activating') {
		if (system.clock.monotonicMs() > endMs) {
			log(`${bootUnit} does not come to its end; going on beside it`);
			return;
		}
		await system.clock.sleep(pauseMs, signal);
	}
};
