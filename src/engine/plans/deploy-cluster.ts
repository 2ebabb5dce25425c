/**
 * The part of a deployment that speaks with the cluster API: from its first answer to a cluster that is ready. Pure; it
 * begins when kubelet was started.
 */
import type {Phase, PlannedStep} from '../plan.ts';
import type {SiteFile} from '../site/site.ts';
import type {ClusterStepId, clusterSteps} from '../steps/cluster/index.ts';
import {extraManifestsDirectory, manifestsDirectory} from '../steps/cluster/layout.ts';

export type ClusterInputs = {
	/** Of the site, relative to its root. */
	readonly files: readonly Pick<SiteFile, 'path'>[];
	/** How long the cluster may take to settle. */
	readonly readyLimitMinutes?: number;
};

type ParamsOf<Id extends ClusterStepId> = Parameters<(typeof clusterSteps)[Id]['run']>[0];

/** A step with params of another one does not compile. */
export type ClusterStep = {
	[Id in ClusterStepId]: PlannedStep<Id, ParamsOf<Id>>;
}[ClusterStepId];

export const clusterPhases = ({
	files,
	readyLimitMinutes = defaultReadyLimitMinutes,
}: ClusterInputs): readonly Phase<ClusterStep>[] => [
	{
		id: 'cluster',
		steps: [
			planned('cluster.wait-api', {limitMinutes: apiLimitMinutes}, 60),
			planned('cluster.delete-seed-objects', {}),
			// Also what steps before have put there.
			planned('cluster.apply-manifests', {directory: manifestsDirectory, waveLimitMinutes}, 5),
			...when(
				files.some(({path}) => path.startsWith('extra-manifests/')),
				planned(
					'cluster.apply-manifests',
					{directory: extraManifestsDirectory, waveLimitMinutes},
					5,
					'cluster.apply-extra-manifests',
				),
			),
			planned('cluster.release-registry', {}),
			planned('cluster.id', {}),
			planned('cluster.node-labels', {limitMinutes: nodeLimitMinutes}),
			...when(
				files.some(({path}) => path === 'lvm-configuration/system.devices'),
				planned('cluster.lvm-devices', {}),
			),
		],
	},
	{
		id: 'ready',
		steps: [planned('cluster.ready', {limitMinutes: readyLimitMinutes}, 600)],
	},
];

const defaultReadyLimitMinutes = 60;
/** kubelet pulls nothing that was precached; etcd and the API server take minutes on slow disks. */
const apiLimitMinutes = 20;
const waveLimitMinutes = 5;
const nodeLimitMinutes = 5;

/** Weights are seconds. A step that is planned once has its own name as its id. */
const planned = <Id extends ClusterStepId>(
	step: Id,
	params: ParamsOf<Id>,
	weight = 1,
	id: string = step,
): ClusterStep => ({id, step, params, weight}) as ClusterStep;

const when = <Value>(condition: boolean, value: Value): readonly Value[] =>
	condition ? [value] : [];
