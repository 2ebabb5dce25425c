/** Every screen once, with the texts that may never be cut: for tests over all of them. */
import type {Exhibit} from './gallery/exhibit.ts';
import {installExhibits} from './gallery/install.ts';
import {toolExhibits} from './gallery/tools.ts';

export const gallery: readonly Exhibit[] = [...installExhibits, ...toolExhibits];
