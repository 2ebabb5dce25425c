/**
 * What a terminal shows right now, and the bytes that make it show something else. It assumes that every
 * string it returns is written, in order.
 */
import {drawDifference, type Portion} from './diff.ts';
import {blankFrame, type Frame, type FrameLayout, parseFrame} from './frame.ts';
import type {PenState} from './pen.ts';
import {plainStyle} from './style.ts';

export type Drawn = {
	readonly output: string;
	/** The frame shows as it is. */
	readonly isComplete: boolean;
};

export type Picture = {
	/** The bytes from what is shown to this frame, or a portion of them; all of it when what is shown is not known. */
	readonly draw: (frame: string, portion?: Portion) => Drawn;
	/** Somebody else has written on the screen. */
	readonly forget: () => void;
	/** It will have this size, or this look, and be drawn whole. */
	readonly adapt: (layout: Partial<FrameLayout>) => void;
	/** The bytes that leave the terminal as a shell expects it, the cursor below the picture. */
	readonly leave: () => string;
};

export const createPicture = (initialLayout: FrameLayout): Picture => {
	let layout = initialLayout;
	let shown: Frame | undefined;
	let pen = homePen;

	return {
		draw: (text, portion) => {
			const start = shown ? '' : enterSequence;
			const frame = parseFrame(text, layout, shown);
			const drawing = drawDifference(
				shown ?? blankFrame(layout),
				frame,
				shown ? pen : homePen,
				portion,
			);
			shown = drawing.reached;
			pen = drawing.pen;
			return {output: start + drawing.output, isComplete: shown === frame};
		},
		forget: () => {
			shown = undefined;
		},
		adapt: (changed) => {
			layout = {...layout, ...changed};
			shown = undefined;
		},
		leave: () => {
			const sequence = leaveSequence(shown, layout);
			shown = undefined;
			return sequence;
		},
	};
};

const homePen: PenState = {cursor: {x: 0, y: 0}, style: plainStyle};

// Whole screen scrolls, plain style, ASCII character set, normal cursor keys and keypad, pastes marked,
// cursor hidden, screen cleared.
const enterSequence = '\x1b[r\x1b[m\x1b(B\x0f\x1b[?1l\x1b>\x1b[?2004h\x1b[?25l\x1b[H\x1b[J';

const leaveSequence = (shown: Frame | undefined, {rows}: FrameLayout): string => {
	const below = Math.min(pictureHeight(shown), rows - 1) + 1;
	return `\x1b[r\x1b[m\x1b[?2004l\x1b[${below}H\x1b[J\x1b[?25h`;
};

const pictureHeight = (shown: Frame | undefined): number =>
	1 + (shown?.rows.findLastIndex(({source}) => source.trim() !== '') ?? -1);
