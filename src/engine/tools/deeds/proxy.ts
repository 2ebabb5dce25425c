/**
 * The proxy of this engine, tried for a minute: programs and requests that begin meanwhile go through it. What is kept
 * on a live system outlives the engine, not the system: it lies where the units look for it.
 */
import {z} from 'zod';
import {InstallError} from '../../../errors.ts';
import {proxyPath, proxyText} from '../../../iso/ignition/files.ts';
import type {Deed} from '../deed.ts';
import {
	changedProxy,
	type ProxyChange,
	plainProxy,
	proxyChangeSchema,
	proxyHostOf,
	secretsOfProxy,
} from '../proxy-change.ts';
import {type Trial, trialSeconds} from '../trial.ts';

export const tryProxy: Deed<ProxyChange, Trial> = {
	params: proxyChangeSchema,
	about: proxyHostOf,
	isHarmless: false,
	do: async ({system, proxyTrial, remember}, change) => {
		// A trial that still goes on is put back first, so that a second one changes what was there before it.
		proxyTrial.end('revert');
		const settings = changedProxy(system.proxy.get(), change);
		remember(secretsOfProxy(settings));
		proxyTrial.begin(settings, trialSeconds * 1000);
		const untilMs = system.clock.now().getTime() + trialSeconds * 1000;
		return {until: new Date(untilMs).toISOString()};
	},
};

export const endProxy: Deed<{readonly how: 'keep' | 'revert'}, undefined> = {
	params: z.strictObject({how: z.enum(['keep', 'revert'])}),
	about: ({how}) => how,
	isHarmless: false,
	do: async ({system, serves, proxyTrial}, {how}) => {
		if (!proxyTrial.end(how)) {
			throw new InstallError('TRIAL_OVER', undefined);
		}
		if (how === 'keep' && serves === 'install') {
			await system.files.makeDirectory(directory, 0o755);
			await system.files.writeText(proxyPath, proxyText(plainProxy(system.proxy.get())), 0o600);
		}
		return undefined;
	},
};

const directory = proxyPath.slice(0, proxyPath.lastIndexOf('/'));
