/**
 * A list of numbered lines, as pure functions: the cursor follows the line's id, so that a rescan under a
 * person's hands moves no choice. A number takes its line at once when no longer number can be meant; a line that
 * goes on record is only shown by its number, and taken by Enter, when it has been read.
 */
import type {Command} from './keys.ts';

export type MenuState = {
	/** The line that has the cursor; absent until a key was pressed. */
	readonly id?: string;
	readonly index: number;
	/** Digits typed so far of a number that may go on. */
	readonly pending: number;
};

export type MenuInput = {
	readonly command?: Command | undefined;
	readonly digit?: number | undefined;
	/** A whole number, as a line of text gives it. */
	readonly choice?: {readonly number: number; readonly isTaken: boolean} | undefined;
};

/** Ids of the lines that a number does not take. */
export type HeldLines = readonly string[];

export type MenuResult = {readonly state: MenuState; readonly taken?: string};

export const menuAt = (ids: readonly string[], id: string | undefined): MenuState => {
	const index = id === undefined ? 0 : Math.max(0, ids.indexOf(id));
	return {index, pending: 0};
};

export const cursorOf = (state: MenuState, ids: readonly string[]): number => {
	const index = state.id === undefined ? -1 : ids.indexOf(state.id);
	return Math.max(0, Math.min(index < 0 ? state.index : index, ids.length - 1));
};

/** Undefined when the input is not for a menu. */
export const pressMenu = (
	state: MenuState,
	ids: readonly string[],
	{command, digit, choice}: MenuInput,
	held: HeldLines = [],
): MenuResult | undefined => {
	const index = cursorOf(state, ids);
	if (choice !== undefined) return unlessHeld(pressChoice(ids, choice), held);
	if (digit !== undefined) return unlessHeld(pressDigit(state, ids, digit), held);
	switch (command) {
		case 'up':
			return {state: moveTo(ids, (index + ids.length - 1) % ids.length)};
		case 'down':
			return {state: moveTo(ids, (index + 1) % ids.length)};
		case 'first':
			return {state: moveTo(ids, 0)};
		case 'last':
			return {state: moveTo(ids, ids.length - 1)};
		case 'take':
			return takeAt(ids, index);
		default:
			return undefined;
	}
};

/** Which lines show when there are more than rows: the cursor stays in sight. */
export const windowOf = (
	count: number,
	index: number,
	rows: number,
): {readonly start: number; readonly end: number} => {
	if (count <= rows) return {start: 0, end: count};
	const size = Math.max(1, rows);
	const start = Math.min(Math.max(0, index - Math.floor(size / 2)), count - size);
	return {start, end: start + size};
};

const pressDigit = (
	state: MenuState,
	ids: readonly string[],
	digit: number,
): MenuResult | undefined => {
	if (digit === 0 && state.pending === 0) return undefined;
	const joined = state.pending * 10 + digit;
	const number = joined <= ids.length ? joined : digit;
	if (number < 1 || number > ids.length) return {state: {...state, pending: 0}};
	if (number * 10 > ids.length) return takeAt(ids, number - 1);
	return {state: {...moveTo(ids, number - 1), pending: number}};
};

const pressChoice = (
	ids: readonly string[],
	{number, isTaken}: NonNullable<MenuInput['choice']>,
): MenuResult | undefined => {
	if (number > ids.length) return undefined;
	return isTaken ? takeAt(ids, number - 1) : {state: moveTo(ids, number - 1)};
};

const unlessHeld = (result: MenuResult | undefined, held: HeldLines): MenuResult | undefined =>
	result?.taken !== undefined && held.includes(result.taken) ? {state: result.state} : result;

const takeAt = (ids: readonly string[], index: number): MenuResult => {
	const id = ids[index];
	return {state: moveTo(ids, index), ...(id !== undefined && {taken: id})};
};

const moveTo = (ids: readonly string[], index: number): MenuState => {
	const id = ids[index];
	return {index, pending: 0, ...(id !== undefined && {id})};
};
