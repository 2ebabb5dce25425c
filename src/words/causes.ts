/** What usually lies behind each problem, for the page about errors and for who reads a code out on the phone. */
import {edgeCauses} from './causes/edge.ts';
import {evidenceCauses} from './causes/evidence.ts';
import {hostCauses} from './causes/host.ts';
import {installCauses} from './causes/install.ts';
import {toolCauses} from './causes/tools.ts';
import {workstationCauses} from './causes/workstation.ts';
import type {problems} from './problems.ts';

/** Whole: a code without a cause does not compile. */
export const causes: Readonly<Record<keyof typeof problems, readonly string[]>> = {
	...hostCauses,
	...installCauses,
	...edgeCauses,
	...evidenceCauses,
	...toolCauses,
	...workstationCauses,
};
