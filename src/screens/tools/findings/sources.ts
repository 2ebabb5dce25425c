/** What a check of an install rests on, and so what must be looked at again for it: told by how its id begins. Pure. */
export type CheckSource = 'host' | 'network' | 'seed';

export const sourceOf = (id: string): CheckSource =>
	sources.find(([start]) => id.startsWith(start))?.[1] ?? 'host';

const sources: readonly (readonly [start: string, source: CheckSource])[] = [
	['net-', 'network'],
	['dns-', 'network'],
	['registry-', 'network'],
	['proxy-', 'network'],
	['time-', 'network'],
	['tls-', 'network'],
	['seed-', 'seed'],
];
