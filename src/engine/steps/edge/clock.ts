/**
 * The time, before any certificate is made: the time servers of the site at the very start, and, once the network
 * stands, a bounded wait until chronyd follows one. A site without a reachable time server goes on with the clock it
 * has, unless that clock cannot be right.
 */
import {X509Certificate} from 'node:crypto';
import {InstallError} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {readChronySources, readTracking} from '../../../tools/chronyc.ts';
import {restartUnit} from '../../../tools/units.ts';
import type {Step, StepContext} from '../../step.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {host} from './layout.ts';
import {marked} from './marked.ts';
import {writeChanged} from './write-changed.ts';

export const configureClock = marked<EdgeParams>({
	id: 'clock',
	inputs: async (_, {system}) => ({chrony: (await readSite(system)).chrony_config ?? ''}),
	run: async (_, {system, signal, log}) => {
		const {chrony_config: text = ''} = await readSite(system);
		if (text === '') {
			log('The site names no time servers; those of the seed stay');
		} else if (await writeChanged(system, host.chrony, text, 0o644)) {
			await restartUnit(system, 'chronyd.service', signal);
		}
	},
});

export type SynchroniseParams = EdgeParams & {readonly limitMs: number};

export const synchroniseClock: Step<SynchroniseParams> = {
	run: async ({limitMs}, context) => {
		const {system, log} = context;
		const isFollowing = await waitForServer(limitMs, context);
		if (!isFollowing) {
			log('chronyd follows no time server; the clock stays as it is');
		}
		await requireSaneClock(system);
	},
};

/** A server is followed, and the rest of the difference is smaller than what a certificate bears. */
export const isSynchronised = async (system: System, signal: AbortSignal): Promise<boolean> => {
	try {
		const tracking = await readTracking(system, signal);
		return (
			tracking !== undefined &&
			!/^0+$/.test(tracking.referenceId) &&
			tracking.leap !== 'Not synchronised' &&
			Math.abs(tracking.offsetSeconds) < 1
		);
	} catch {
		return false;
	}
};

const pauseMs = 250;

const waitForServer = async (limitMs: number, {system, signal}: StepContext): Promise<boolean> => {
	const endMs = system.clock.monotonicMs() + limitMs;
	while (!(await isSynchronised(system, signal))) {
		if (system.clock.monotonicMs() > endMs || (await hasNoServer(system, signal))) {
			return false;
		}
		await system.clock.sleep(pauseMs, signal);
	}
	return true;
};

/** chronyd runs and was told of none: nobody will come. */
const hasNoServer = async (system: System, signal: AbortSignal): Promise<boolean> => {
	try {
		return (await readChronySources(system, signal)).length === 0;
	} catch {
		return false;
	}
};

/** The certificate that came with the configuration is younger than the seed. @throws InstallError CLOCK_WRONG */
const requireSaneClock = async (system: System): Promise<void> => {
	const {KubeconfigCryptoRetention: crypto} = await readSite(system);
	const certificate = new X509Certificate(
		crypto.KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate,
	);
	const now = system.clock.now();
	const wrong = (why: string): InstallError =>
		new InstallError('CLOCK_WRONG', {now: now.toISOString(), why});
	if (now < certificate.validFromDate) {
		throw wrong(`the configuration was made at ${certificate.validFromDate.toISOString()}`);
	}
	if (now > certificate.validToDate) {
		throw wrong(`the configuration expired at ${certificate.validToDate.toISOString()}`);
	}
};
