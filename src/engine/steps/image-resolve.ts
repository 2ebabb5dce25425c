/**
 * Asks the registries for all images of a list, a few at a time. A registry that stays silent is asked with
 * less and less patience: a hundred names times five tries would be a long wait for one answer.
 */
import type {RegistryAccess} from '../../tools/skopeo.ts';
import type {StepContext} from '../step.ts';
import {type ResolvedImage, resolveImage, type UnresolvedImage} from './image-list.ts';

export type Resolution = ResolvedImage | UnresolvedImage;

const resolversAtOnce = 4;
const patientRetries = 4;

/** In the order of the names. What cannot be had is logged at once. */
export const resolveAll = async (
	names: readonly string[],
	architecture: string,
	auth: Pick<RegistryAccess, 'authFile'>,
	{system, signal, log}: StepContext,
): Promise<readonly Resolution[]> => {
	const found = new Map<string, Resolution>();
	const silence = silentRegistries();
	const waiting = [...names];
	const resolver = async (): Promise<void> => {
		for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
			const access = {...auth, retries: silence.retriesFor(name), signal};
			const resolution =
				silence.known(name) ?? (await resolveImage(system, name, architecture, access));
			found.set(name, resolution);
			if (resolution.kind === 'unresolved') {
				silence.remember(resolution);
				log(`Cannot be pulled: ${name}: ${resolution.why}`);
			}
		}
	};
	await Promise.all(Array.from({length: resolversAtOnce}, resolver));
	return names.flatMap((name) => found.get(name) ?? []);
};

/**
 * A repository that did not answer is not asked again; other repositories of its host, which may have mirrors
 * of their own, are asked once each.
 */
const silentRegistries = () => {
	const hosts = new Set<string>();
	const repositories = new Map<string, string>();
	return {
		retriesFor: (name: string): number => (hosts.has(hostOf(name)) ? 0 : patientRetries),
		known: (name: string): UnresolvedImage | undefined => {
			const why = repositories.get(repositoryOf(name));
			return why === undefined ? undefined : {kind: 'unresolved', name, why, isUnreachable: true};
		},
		remember: ({name, why, isUnreachable}: UnresolvedImage): void => {
			if (isUnreachable) {
				hosts.add(hostOf(name));
				repositories.set(repositoryOf(name), why);
			}
		},
	};
};

const hostOf = (name: string): string => name.split('/')[0] ?? name;

/** Without tag and digest; a colon before the last slash is a port. */
const repositoryOf = (name: string): string => (name.split('@')[0] ?? name).replace(/:[^:/]+$/, '');
