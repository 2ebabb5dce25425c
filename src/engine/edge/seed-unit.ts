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

/** Until the signal ends it. */
export const watchSeedUnit = async (
	system: System,
	signal: AbortSignal,
	tell: (unit: SeedUnit) => void,
): Promise<void> => {
	let lines: readonly string[] = [];
	const following = followJournal(system, signal, (line) => {
		lines = [...lines.slice(1 - mostLines), line];
	});
	let told = '';
	const look = async (): Promise<void> => {
		for (;;) {
			const unit = {
				state: await unitState(system, seedUnitName, signal),
				done: await marks(system),
				lines,
			};
			const text = JSON.stringify(unit);
			if (text !== told) {
				told = text;
				tell(unit);
			}
			await system.clock.sleep(everyMs, signal);
		}
	};
	await Promise.all([following, look()]);
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
