/** All words of the faces: screens, steps, phases and checks. Problems carry their own. */
import {siteCheckTitles} from './checks/site-titles.ts';
import {checkTitles} from './checks.ts';
import {screens} from './screens.ts';
import {phaseTitle, stepTitle} from './steps.ts';

const titleIn = (titles: Readonly<Record<string, string>>, id: string): string => titles[id] ?? id;

export const words = {
	screens,
	stepTitle,
	phaseTitle,
	checkTitle: (check: string): string => titleIn({...checkTitles, ...siteCheckTitles}, check),
};

export type Words = typeof words;
