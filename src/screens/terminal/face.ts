/** What stands between the screens and the line: it shows their frames, and gives them the keys of a person. */
import type {Key} from './keys.ts';
import type {Presentation} from './presentation.tsx';
import type {TerminalProfile, TerminalSize} from './profile.ts';
import type {FrameWriter} from './writer.ts';

export type Face = {
	readonly presentation: Presentation;
	/** What the screens lay out for. */
	readonly area: (terminal: TerminalSize) => TerminalSize;
	/** A complete frame, as Ink prints it. */
	readonly show: (frame: string) => void;
	/** Resolves when the screens have taken it, and what it changed. */
	readonly press: (key: Key) => Promise<unknown>;
	/** Questions that must not be answered by haste: keys count again after this time. */
	readonly hold: (durationMs: number) => void;
	/** What came of a key goes out at once. */
	readonly flush: () => void;
	/** Writes what changes no picture. Absent: only text may be written. */
	readonly aside?: (text: string) => void;
	/** Everything anew, for a terminal that somebody else has written on. */
	readonly reset: () => void;
	readonly adapt: (profile: TerminalProfile) => void;
	readonly resize: (terminal: TerminalSize) => void;
	/** Hands over a clean terminal until `resume`. */
	readonly pause: () => Promise<void>;
	readonly resume: () => void;
	readonly stop: () => Promise<void>;
	/** When nothing waits to be written. */
	readonly whenIdle: () => Promise<void>;
};

/** The screens in place, each frame over the one before. */
export const screenFace = (
	writer: FrameWriter,
	dispatch: (key: Key) => Promise<boolean>,
): Face => ({
	presentation: 'screen',
	area: (terminal) => terminal,
	show: writer.show,
	press: (key) => {
		writer.mark();
		return dispatch(key);
	},
	// Each screen counts that time itself.
	hold: () => {},
	flush: writer.flush,
	aside: writer.aside,
	reset: writer.reset,
	adapt: writer.adapt,
	resize: writer.resize,
	pause: writer.pause,
	resume: writer.resume,
	stop: writer.stop,
	whenIdle: writer.whenIdle,
});
