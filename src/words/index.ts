/** All words of the faces: screens, steps, phases and checks. Problems carry their own. */
import {checkTitles} from './checks.ts';
import {screens} from './screens.ts';

const titleIn = (titles: Readonly<Record<string, string>>, id: string): string => titles[id] ?? id;

export const words = {
	screens,
	stepTitle: (step: string, _params: unknown): string => step,
	phaseTitle: (phase: string): string => phase,
	checkTitle: (check: string): string => titleIn(checkTitles, check),
};

export type Words = typeof words;
