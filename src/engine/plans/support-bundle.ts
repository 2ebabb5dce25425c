/** The plan that gathers a support bundle and brings it out of the host. Pure. */
import {type EvidenceGroup, evidenceGroups} from '../evidence/group-names.ts';
import type {Phase, Plan} from '../plan.ts';
import type {EvidenceStep} from '../steps/evidence/index.ts';

export type BundleInputs = {
	/** Of the making; gone when the bundle is there. */
	readonly directory: string;
	/** Of the bundle. */
	readonly path: string;
	readonly host: string;
	readonly leftOut: readonly EvidenceGroup[];
	readonly out: WayOut;
};

/** How the bundle leaves the host; `kept`: it stays where it was made. */
export type WayOut =
	| {readonly kind: 'kept'}
	/** A filesystem of a stick, as `/dev/sdb1`. */
	| {readonly kind: 'stick'; readonly device: string}
	/** Where to is no part of a plan: an address may hold a password. */
	| {readonly kind: 'upload'; readonly deadlineMs: number}
	/** To whoever asks for it at an address that nobody can guess, until that is over. */
	| {readonly kind: 'web'; readonly openMs: number; readonly mostFetches: number};

export const planSupportBundle = (inputs: BundleInputs): Plan<EvidenceStep> => {
	const {directory, path, host, leftOut, out} = inputs;
	const groups = evidenceGroups.filter((group) => !leftOut.includes(group));
	return {
		name: 'support-bundle',
		phases: [
			...groups.map((group, index) => collectPhase(group, directory, index > 0)),
			{
				id: 'evidence.pack',
				steps: [
					{
						id: 'evidence.pack',
						step: 'evidence.pack',
						params: {directory, groups, path, host},
						weight: 2,
					},
				],
			},
			...waysOut(path, out),
		],
	};
};

/** What takes long is waiting for programs, so all groups wait at once. */
const collectPhase = (
	group: EvidenceGroup,
	directory: string,
	isAlongside: boolean,
): Phase<EvidenceStep> => ({
	id: `evidence.${group}`,
	...(isAlongside && {isAlongside: true}),
	steps: [
		{
			id: `evidence.${group}`,
			step: 'evidence.collect',
			params: {group, directory},
			weight: groupWeights[group],
		},
	],
});

const groupWeights: Readonly<Record<EvidenceGroup, number>> = {
	journal: 1,
	facts: 3,
	config: 1,
	screens: 1,
	commands: 6,
	logs: 6,
};

const waysOut = (path: string, out: WayOut): readonly Phase<EvidenceStep>[] => {
	switch (out.kind) {
		case 'kept':
			return [];
		case 'stick':
			return [
				outPhase({
					id: 'evidence.to-stick',
					step: 'evidence.to-stick',
					params: {path, device: out.device},
					weight: 4,
				}),
			];
		case 'upload':
			return [
				outPhase({
					id: 'evidence.upload',
					step: 'evidence.upload',
					params: {path, deadlineMs: out.deadlineMs},
					weight: 4,
				}),
			];
		case 'web':
			return [
				outPhase({
					id: 'evidence.serve',
					step: 'evidence.serve',
					params: {path, openMs: out.openMs, mostFetches: out.mostFetches},
					weight: 4,
				}),
			];
	}
};

const outPhase = (step: EvidenceStep): Phase<EvidenceStep> => ({id: 'evidence.out', steps: [step]});
