/** The whole catalogue of problems: every code of the product, in the order of the work. */
import {configProblems} from './problems/config.ts';
import {diskProblems} from './problems/disk.ts';
import {engineProblems} from './problems/engine.ts';
import {installProblems} from './problems/install.ts';
import {isoProblems} from './problems/iso.ts';
import {pkiProblems} from './problems/pki.ts';
import {seedProblems} from './problems/seed.ts';
import {siteProblems} from './problems/site.ts';
import {systemProblems} from './problems/system.ts';

export const problems = {
	...configProblems,
	...diskProblems,
	...seedProblems,
	...installProblems,
	...isoProblems,
	...pkiProblems,
	...engineProblems,
	...siteProblems,
	...systemProblems,
};
