/** The job sheet of a deployment: which cluster this host became, and what each step took. Nothing in it is secret. */
import type {InstallEvent} from '../../events.ts';
import {readJournal} from '../../journal.ts';
import {journalName} from '../../journal-name.ts';
import type {Step} from '../../step.ts';
import {type EdgeParams, readSeed, readSite} from './inputs.ts';

export const jobSheetName = 'deployment.json';

export type RecordDeploymentParams = EdgeParams & {
	/** SHA-256 of the configuration, and where it came from. */
	readonly site: {readonly digest: string; readonly origin: string};
};

export const recordDeployment: Step<RecordDeploymentParams> = {
	run: async ({stateDirectory, site: {digest, origin}}, {system}) => {
		const site = await readSite(system);
		const {seedClusterOcpVersion: version, clusterName, baseDomain} = await readSeed(system);
		const events = await readJournal(system, `${stateDirectory}/${journalName}`);
		const sheet = {
			version: 1,
			result: 'done',
			startedAt: events[0]?.at,
			finishedAt: system.clock.now().toISOString(),
			cluster: {
				name: site.cluster_name,
				baseDomain: site.base_domain,
				id: site.cluster_id,
				openshift: version,
			},
			configuration: {digest, origin},
			seed: {cluster: `${clusterName}.${baseDomain}`},
			durationsMs: durations(events),
			doneWithout: doneWithout(events),
		};
		await system.files.writeText(
			`${stateDirectory}/${jobSheetName}`,
			`${JSON.stringify(sheet, undefined, '\t')}\n`,
			0o600,
		);
	},
};

/** What a person went on without, with what the host lacks for it. */
export const doneWithout = (events: readonly InstallEvent[]): Readonly<Record<string, string>> =>
	Object.fromEntries(
		events.flatMap((event) =>
			event.type === 'step.finished' && event.isWaived && event.outcome.kind === 'skipped'
				? [[event.step, event.outcome.reason]]
				: [],
		),
	);

/** Of all tries of a step together. */
export const durations = (events: readonly InstallEvent[]): Readonly<Record<string, number>> => {
	const sums: Record<string, number> = {};
	for (const event of events) {
		if (event.type === 'step.finished') {
			sums[event.step] = (sums[event.step] ?? 0) + event.durationMs;
		}
	}
	return sums;
};
