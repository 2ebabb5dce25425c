/**
 * Watching the seed's own unit, where it does the work: its state, the marks that it leaves, and its journal.
 * Marks are those of lifecycle-agent, `/opt/openshift/*.done`.
 */
import {isCancelled} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {followUnit} from '../../tools/journalctl.ts';
import {unitState} from '../../tools/units.ts';
import {siteRoot} from '../site/site.ts';
import type {SeedUnit} from './events.ts';

export const seedUnitName = 'installation-configuration.service';

const mostLines = 200;
const everyMs = 1000;

/** Until it has ended well, or the signal ends it. */
export const watchSeedUnit = async (
	system: System,
	signal: AbortSignal,
	tell: (unit: SeedUnit) => void,
): Promise<void> => {
	const ending = new AbortController();
	const within = AbortSignal.any([signal, ending.signal]);
	let lines: readonly string[] = [];
	const following = followJournal(system, within, (line) => {
		lines = [...lines.slice(1 - mostLines), line];
	});
	following.catch(() => {});
	try {
		await Promise.race([following, look(system, signal, () => lines, tell)]);
	} finally {
		ending.abort();
	}
};

const look = async (
	system: System,
	signal: AbortSignal,
	lines: () => readonly string[],
	tell: (unit: SeedUnit) => void,
): Promise<void> => {
	let told = '';
	let hasWorked = false;
	for (;;) {
		const state = await unitState(system, seedUnitName, signal);
		const unit = {state, done: await marks(system), lines: lines()};
		const text = JSON.stringify(unit);
		if (text !== told) {
			told = text;
			tell(unit);
		}
		if (hasWorked && state === 'inactive') {
			return;
		}
		hasWorked ||= state !== 'inactive';
		await system.clock.sleep(everyMs, signal);
	}
};

/** The journal may be cut off, as when it is rotated; it is then followed from its end again. */
const followJournal = async (
	system: System,
	signal: AbortSignal,
	onLine: (line: string) => void,
): Promise<void> => {
	for (let newest = mostLines; ; newest = 0) {
		await followUnit(system, seedUnitName, newest, signal, onLine).catch((error: unknown) => {
			if (isCancelled(error)) {
				throw error;
			}
		});
		await system.clock.sleep(everyMs, signal);
	}
};

const marks = async (system: System): Promise<readonly string[]> =>
	(await system.files.list(siteRoot))
		.filter((name) => name.endsWith('.done'))
		.map((name) => name.slice(0, -'.done'.length));
