/**
 * The plan of a deployment: from a verified site to the steps in their order. It is shown and kept, so it holds no
 * secret: steps read the manifest, and what the seed tells of itself, from their places. Pure.
 */
import type {Phase, Plan} from '../plan.ts';
import type {Site, SiteOrigin} from '../site/site.ts';
import type {DeployStep, EdgeParamsOf, EdgeStepId} from '../steps/edge/index.ts';
import {protectedPaths} from '../steps/edge/layout.ts';
import {clusterPhases} from './deploy-cluster.ts';

export type DeployInputs = {
	readonly site: Site;
	/** Markers, the copy before recert, the journal and the job sheet lie here; it outlives a restart. */
	readonly stateDirectory: string;
	readonly limits?: Partial<DeployLimits>;
};

/** How long the deployment waits for what is not in its own hands. */
export type DeployLimits = {
	readonly hostNameMs: number;
	readonly nodeIpMs: number;
	readonly timeServerMs: number;
	readonly imagesMs: number;
	readonly clusterKeysMs: number;
	/** Of one try of recert; without it, what the keys of this host should take and much more. */
	readonly recertMs?: number;
	readonly recertAttempts: number;
};

const defaultLimits: DeployLimits = {
	hostNameMs: 60_000,
	nodeIpMs: 300_000,
	timeServerMs: 30_000,
	imagesMs: 600_000,
	clusterKeysMs: 120_000,
	recertAttempts: 3,
};

export const planDeploy = (inputs: DeployInputs): Plan<DeployStep> => ({
	name: 'deploy',
	phases: [
		preparePhase(inputs),
		accessPhase(inputs),
		networkPhase(inputs),
		hostPhase(inputs),
		copyPhase(inputs),
		configurePhase(inputs),
		checkPhase(inputs),
		recertPhase(inputs),
		kubeletPhase(inputs),
		...clusterPhases({files: inputs.site.files}),
		finishPhase(inputs),
	],
});

/** The unit that starts the engine at the edge. */
export const edgeUnits = ['ibi-console-edge.service'] as const;

const preparePhase = (inputs: DeployInputs): Phase<DeployStep> => {
	const step = planned(inputs);
	return {
		id: 'prepare',
		steps: [
			step('edge.prepare', {programs: programsFor(inputs)}),
			// Before anything that makes a certificate, and before the network, which may bring other servers.
			step('clock.configure', {}),
		],
	};
};

const programsFor = ({site}: DeployInputs): readonly (readonly [string, string])[] => [
	['podman', '--version'],
	['systemctl', '--version'],
	['tar', '--version'],
	...when(site.manifest.raw_nm_state_config !== undefined, ['nmstatectl', '--version'] as const),
];

const accessPhase = (inputs: DeployInputs): Phase<DeployStep> => {
	const step = planned(inputs);
	return {
		id: 'access',
		steps: [
			...when(Boolean(inputs.site.manifest.ssh_key), step('access.ssh-key', {})),
			step('access.pull-secret', {}),
		],
	};
};

const networkPhase = (inputs: DeployInputs): Phase<DeployStep> => {
	const step = planned(inputs);
	const {nodeIpMs, timeServerMs, imagesMs} = limitsOf(inputs);
	return {
		id: 'network',
		steps: [
			step('network.apply', {}),
			...when(!isNamed(inputs), hostNameStep(inputs)),
			step('network.node-ip', {limitMs: nodeIpMs}),
			step('clock.synchronise', {limitMs: timeServerMs}),
			step('recert.images', {limitMs: imagesMs}),
		],
	};
};

/** Beside the network, which it does not need. A pull that is refused before this is done is tried again. */
const hostPhase = (inputs: DeployInputs): Phase<DeployStep> => ({
	id: 'host',
	steps: [planned(inputs)('trust.update', {}), ...when(isNamed(inputs), hostNameStep(inputs))],
	isAlongside: true,
});

/** Only a host that its site does not name has to ask the network. */
const isNamed = ({site}: DeployInputs): boolean => site.manifest.hostname !== undefined;

const hostNameStep = (inputs: DeployInputs): DeployStep =>
	planned(inputs)('network.host-name', {limitMs: limitsOf(inputs).hostNameMs});

/** Beside the network, which waits for others: all that is copied was written before. */
const copyPhase = (inputs: DeployInputs): Phase<DeployStep> => ({
	id: 'copy',
	steps: [planned(inputs)('recert.snapshot', {paths: protectedPaths})],
	isAlongside: true,
});

/** With the addresses that the network gave. Nothing of the seed is changed yet. */
const configurePhase = (inputs: DeployInputs): Phase<DeployStep> => {
	const step = planned(inputs);
	return {id: 'configure', steps: [step('network.dnsmasq', {}), step('recert.configure', {})]};
};

/** Beside it: who is asked across the network takes a second to say nothing. */
const checkPhase = (inputs: DeployInputs): Phase<DeployStep> => ({
	id: 'check',
	steps: [planned(inputs)('recert.examine', {files: inputs.site.files})],
	isAlongside: true,
});

const recertPhase = (inputs: DeployInputs): Phase<DeployStep> => {
	const step = planned(inputs);
	const {recertAttempts, recertMs} = limitsOf(inputs);
	return {
		id: 'recert',
		steps: [
			step('recert.run', {
				attempts: recertAttempts,
				...(recertMs !== undefined && {deadlineMs: recertMs}),
			}),
			...when(Boolean(inputs.site.manifest.server_ssh_keys?.length), step('access.host-keys', {})),
			step('trust.refresh', {}),
		],
	};
};

const kubeletPhase = (inputs: DeployInputs): Phase<DeployStep> => ({
	id: 'kubelet',
	steps: [planned(inputs)('kubelet.start', {})],
});

const finishPhase = (inputs: DeployInputs): Phase<DeployStep> => {
	const {site} = inputs;
	const step = planned(inputs);
	return {
		id: 'finish',
		steps: [
			step('edge.compare', {}),
			step('edge.record', {site: {digest: site.digest, origin: originText(site.origin)}}),
			step('edge.clean', {units: edgeUnits, limitMs: limitsOf(inputs).clusterKeysMs}),
		],
	};
};

const limitsOf = ({limits}: DeployInputs): DeployLimits => ({...defaultLimits, ...limits});

type Own<Id extends EdgeStepId> = Omit<EdgeParamsOf<Id>, 'stateDirectory'>;

/** A step that is planned once has its own name as its id. */
const planned =
	({stateDirectory}: DeployInputs) =>
	<Id extends EdgeStepId>(step: Id, params: Own<Id>): DeployStep =>
		({
			id: step,
			step,
			params: {stateDirectory, ...params},
			weight: seconds[step] ?? 1,
		}) as unknown as DeployStep;

/** A step that is not named takes about a second; recert's on four processors. */
const seconds: Partial<Record<EdgeStepId, number>> = {
	'network.apply': 5,
	'network.node-ip': 5,
	'clock.synchronise': 5,
	'trust.update': 2,
	'recert.images': 2,
	'recert.configure': 2,
	'recert.snapshot': 5,
	'recert.run': 70,
	'kubelet.start': 5,
	'edge.clean': 5,
};

/** As a person would say it; a URL may carry a password before its host. */
const originText = (origin: SiteOrigin): string => {
	switch (origin.kind) {
		case 'medium':
			return `${origin.device}${origin.label === undefined ? '' : ` (${origin.label})`}`;
		case 'directory':
			return 'the disk of this host';
		case 'file':
			return origin.path;
		case 'url':
			return origin.url.replace(/:\/\/[^/@]*@/, '://').replace(/[?#].*$/, '');
		case 'typed':
			return 'typed on the console';
	}
};

const when = <Value>(condition: boolean, value: Value): readonly Value[] =>
	condition ? [value] : [];
