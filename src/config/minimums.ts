/** What a host must have, as recorded: the published numbers, lowered numbers, or the word to go below. */
import {publishedMinimums} from './defaults.ts';
import type {Config, Minimums} from './settings.ts';

export const minimumsOf = ({minimums}: Config): Minimums => minimums?.value ?? publishedMinimums;

export const mayGoBelowMinimums = ({allowBelowMinimums}: Config): boolean =>
	allowBelowMinimums?.value === true;

/** From which size on a disk is eligible; its shortfall may be on record and then only warns. */
export const requiredDiskBytes = (config: Config): number =>
	mayGoBelowMinimums(config) ? 0 : minimumsOf(config).diskBytes;
