/** The steps of a deployment by id; the same rules as for those of an install. */
import type {PlannedStep} from '../../plan.ts';
import {clusterSteps} from '../cluster/index.ts';
import {cleanUp} from './clean.ts';
import {configureClock, synchroniseClock} from './clock.ts';
import {compareApplied} from './compare.ts';
import {overrideDnsmasq} from './dnsmasq.ts';
import {installHostKeys} from './host-keys.ts';
import {nameHost} from './host-name.ts';
import {startKubelet} from './kubelet.ts';
import {applySiteNetwork} from './network.ts';
import {findNodeIps} from './node-ip.ts';
import {prepareEdge} from './prepare.ts';
import {writePullSecret} from './pull-secret.ts';
import {configureRecert} from './recert-configure.ts';
import {examineBeforeRecert} from './recert-examine.ts';
import {haveRecertImages} from './recert-images.ts';
import {runRecert} from './recert-run.ts';
import {snapshotSeed} from './recert-snapshot.ts';
import {recordDeployment} from './record.ts';
import {addSshKey} from './ssh-key.ts';
import {trustSite} from './trust.ts';
import {refreshTrust} from './trust-again.ts';

export const edgeSteps = {
	'edge.prepare': prepareEdge,
	'clock.configure': configureClock,
	'access.ssh-key': addSshKey,
	'access.pull-secret': writePullSecret,
	'network.apply': applySiteNetwork,
	'network.host-name': nameHost,
	'network.node-ip': findNodeIps,
	'network.dnsmasq': overrideDnsmasq,
	'trust.update': trustSite,
	'clock.synchronise': synchroniseClock,
	'recert.images': haveRecertImages,
	'recert.examine': examineBeforeRecert,
	'recert.configure': configureRecert,
	'recert.snapshot': snapshotSeed,
	'recert.run': runRecert,
	'access.host-keys': installHostKeys,
	'trust.refresh': refreshTrust,
	'kubelet.start': startKubelet,
	'edge.compare': compareApplied,
	'edge.record': recordDeployment,
	'edge.clean': cleanUp,
	...clusterSteps,
} as const;

export type EdgeStepId = keyof typeof edgeSteps;

export type EdgeParamsOf<Id extends EdgeStepId> = Parameters<(typeof edgeSteps)[Id]['run']>[0];

/** A step with params of another one does not compile. */
export type DeployStep = {
	[Id in EdgeStepId]: PlannedStep<Id, EdgeParamsOf<Id>>;
}[EdgeStepId];
