/** A proxy that is tried: it goes back by itself unless somebody keeps it. It lives as long as the engine. */
import type {ProxySettings, System} from '../../system/types.ts';

export type ProxyTrial = {
	/** One that is tried already is put back first. */
	readonly begin: (settings: ProxySettings, durationMs: number) => void;
	/** False when none is tried any more. */
	readonly end: (how: 'keep' | 'revert') => boolean;
};

export const openProxyTrial = (
	{proxy, clock}: Pick<System, 'proxy' | 'clock'>,
	signal: AbortSignal,
): ProxyTrial => {
	let current: {readonly before: ProxySettings; readonly ending: AbortController} | undefined;

	const end: ProxyTrial['end'] = (how) => {
		if (current === undefined) {
			return false;
		}
		const {before, ending} = current;
		current = undefined;
		ending.abort();
		if (how === 'revert') {
			proxy.set(before);
		}
		return true;
	};

	return {
		begin: (settings, durationMs) => {
			end('revert');
			const ending = new AbortController();
			current = {before: proxy.get(), ending};
			proxy.set(settings);
			const waiting = clock.sleep(durationMs, AbortSignal.any([signal, ending.signal]));
			void waiting.then(
				() => void end('revert'),
				// It was ended, or the engine ends.
				() => {},
			);
		},
		end,
	};
};
