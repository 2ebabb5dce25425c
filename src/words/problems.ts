/** The whole catalogue of problems: every code of the product, in the order of the work. */
import {configProblems} from './problems/config.ts';
import {deployProblems} from './problems/deploy.ts';
import {diskProblems} from './problems/disk.ts';
import {edgeProblems} from './problems/edge.ts';
import {engineProblems} from './problems/engine.ts';
import {evidenceProblems} from './problems/evidence.ts';
import {installProblems} from './problems/install.ts';
import {isoProblems} from './problems/iso.ts';
import {kubeProblems} from './problems/kube.ts';
import {pkiProblems} from './problems/pki.ts';
import {recertProblems} from './problems/recert.ts';
import {seedProblems} from './problems/seed.ts';
import {siteProblems} from './problems/site.ts';
import {systemProblems} from './problems/system.ts';
import {toolProblems} from './problems/tools.ts';

export const problems = {
	...configProblems,
	...diskProblems,
	...seedProblems,
	...installProblems,
	...isoProblems,
	...pkiProblems,
	...edgeProblems,
	...deployProblems,
	...recertProblems,
	...kubeProblems,
	...engineProblems,
	...toolProblems,
	...siteProblems,
	...evidenceProblems,
	...systemProblems,
};
