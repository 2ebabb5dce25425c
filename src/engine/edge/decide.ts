/** What follows from what was found: the plan, once nothing blocks. Pure. */
import {type Finding, isBlocking} from '../check.ts';
import {planDeploy} from '../plans/deploy.ts';
import type {Site} from '../site/site.ts';
import type {EdgeDecision} from './events.ts';

export const decideEdge = ({
	site,
	findings,
	stateDirectory,
}: {
	readonly site: Site;
	readonly findings: readonly Finding[];
	readonly stateDirectory: string;
}): EdgeDecision => ({
	findings,
	...(!findings.some(isBlocking) && {plan: planDeploy({site, stateDirectory})}),
});
