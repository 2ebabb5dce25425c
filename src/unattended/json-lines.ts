/** The face for programs: each event of a run as one JSON line, the same lines as the journal. */
import type {InstallEvent} from '../engine/events.ts';

export const jsonLine = (event: InstallEvent): string => `${JSON.stringify(event)}\n`;
