/**
 * The last look before the point of no return: the checks of the site once more, now with its network applied. What
 * could be waited for on arrival cannot be waited for any longer.
 */
import {InstallError} from '../../../errors.ts';
import {type Finding, isBlocking} from '../../check.ts';
import {examineSite} from '../../checks/site/index.ts';
import {probeEdge} from '../../edge-facts/probe.ts';
import type {SiteFile} from '../../site/site.ts';
import type {Step} from '../../step.ts';
import {type EdgeParams, readSeed, readSite} from './inputs.ts';
import {readRecertState} from './recert-state.ts';

export type ExamineParams = EdgeParams & {
	/** Of the site; keyfiles and manifests are read again. */
	readonly files: readonly SiteFile[];
};

export const examineBeforeRecert: Step<ExamineParams> = {
	/** What recert has begun is finished or undone, whatever the network is like now. */
	isDone: async (params, {system}) => (await readRecertState(system, params)).kind !== 'untouched',
	run: async ({files}, {system, signal, log}) => {
		const site = {manifest: await readSite(system), files};
		const seed = await readSeed(system);
		const edge = await probeEdge(system, {site, seed, answerSeconds: 1}, signal);
		const findings = examineSite({site, seed, edge, moment: 'recert'});
		const open = findings.filter(({verdict}) => verdict.kind !== 'passed');
		for (const finding of open) {
			log(`${finding.severity} ${textOf(finding)}`);
		}
		const blockers = open.filter(isBlocking);
		if (blockers.length > 0) {
			throw new InstallError('SITE_UNFIT', {findings: blockers.map(textOf)});
		}
	},
};

const textOf = ({id, verdict}: Finding): string => {
	switch (verdict.kind) {
		case 'passed':
			return id;
		case 'failed':
			return `${id}: ${verdict.found}; needed: ${verdict.needed}. ${verdict.remedy}`;
		case 'unknown':
			return `${id}: ${verdict.reason}. ${verdict.remedy}`;
	}
};
