/** Each image that a deployment starts: on this host, or given by its registry. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import type {Verdict} from '../../check.ts';
import {type ImageRole, imageRoles, type NeededImage} from '../../edge-facts/facts.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {isWaiting, unanswered, unlessWaiting} from './planned.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const imageChecks: readonly SiteCheck[] = imageRoles.map((role) => ({
	id: `site-image-${role}`,
	severity: 'blocker',
	severityFor: (subject) =>
		isDispensable(subject, role) ? 'warning' : unlessWaitingForRegistry(subject, role),
	examine: (subject) => verdictOf(subject, role),
}));

const find = ({edge: {images}}: SiteSubject, role: ImageRole): NeededImage | undefined =>
	images.known ? images.value.find((one) => one.role === role) : undefined;

/** The release is pulled by the cluster, later; where the others stand is not told on every host. */
const isDispensable = (subject: SiteSubject, role: ImageRole): boolean =>
	role === 'release' || (role === 'node-ip' && find(subject, role)?.image.known === false);

/** A registry that is not reached may be so with the network of the site. */
const unlessWaitingForRegistry = (subject: SiteSubject, role: ImageRole) =>
	find(subject, role)?.registry === undefined ? 'blocker' : unlessWaiting(subject, 'blocker');

const verdictOf = (subject: SiteSubject, role: ImageRole): Verdict => {
	const {images} = subject.edge;
	const needed = find(subject, role);
	if (role === 'recert' && subject.seed.recertImagePullSpec === undefined) {
		return failed(words.noRecertImage);
	}
	if (!images.known || needed === undefined) {
		return unknown(untold(images.known ? words.notLookedFor : images.reason));
	}
	const {image, isPresent, registry} = needed;
	if (!image.known) {
		return unknown(words.imageUnnamed(image.reason));
	}
	if (!isPresent.known) {
		return unknown(untold(isPresent.reason));
	}
	return isPresent.value
		? passed(words.imagePresent(image.value))
		: registryVerdict(subject, image.value, registry);
};

const registryVerdict = (
	subject: SiteSubject,
	image: string,
	registry: NeededImage['registry'],
): Verdict => {
	if (registry === undefined || !registry.known) {
		return unanswered(subject, registry?.reason ?? words.notLookedFor);
	}
	if (registry.value.kind === 'answered') {
		return passed(words.imagePullable(image));
	}
	const {code} = registry.value;
	return isWaiting(subject) && code === 'SEED_UNREACHABLE'
		? unanswered(subject, '')
		: failed(words.imageMissing(image, words.imageRefusals[code] ?? words.imageRefused));
};
