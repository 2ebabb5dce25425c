/** update-ca-trust: makes the bundles that programs trust from the anchors of the host. Two at a time collide. */
import type {System} from '../system/types.ts';

export const updateTrust = async (system: System, signal: AbortSignal): Promise<void> => {
	await system.run({program: 'update-ca-trust', args: []}, {signal, timeoutMs: 120_000});
};
