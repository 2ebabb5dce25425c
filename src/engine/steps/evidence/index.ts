/** The steps of a support bundle. Unlike those of an install they are made for one source, which no plan can name. */
import type {EvidenceSource} from '../../evidence/source.ts';
import type {PlannedStep} from '../../plan.ts';
import {collectEvidence} from './collect.ts';
import {packEvidence} from './pack.ts';
import {type ServeOptions, serveBundle} from './serve.ts';
import {bundleToStick} from './to-stick.ts';
import {type UploadTarget, uploadBundle} from './upload.ts';

export type EvidenceOuts = {
	/** Where an upload goes. */
	readonly upload?: UploadTarget;
	/** How it is offered to whoever asks. */
	readonly serve?: ServeOptions;
};

export const evidenceSteps = (source: EvidenceSource, outs: EvidenceOuts = {}) =>
	({
		'evidence.collect': collectEvidence(source),
		'evidence.pack': packEvidence(source),
		'evidence.to-stick': bundleToStick,
		'evidence.upload': uploadBundle(outs.upload),
		'evidence.serve': serveBundle(outs.serve),
	}) as const;

type Steps = ReturnType<typeof evidenceSteps>;

type ParamsOf<Id extends keyof Steps> = Parameters<Steps[Id]['run']>[0];

export type EvidenceStep = {
	[Id in keyof Steps]: PlannedStep<Id, ParamsOf<Id>>;
}[keyof Steps];
