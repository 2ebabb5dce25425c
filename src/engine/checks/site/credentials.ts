/** Whether the pull secret opens the registry that the cluster is updated and repaired from. Pure. */
import {z} from 'zod';
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const credentials: SiteCheck = {
	id: 'site-credentials',
	severity: 'warning',
	examine: ({site: {manifest}, seed: {releaseRegistry}}) => {
		const wanted = manifest.release_registry || releaseRegistry;
		if (wanted === '') {
			return passed(words.noRegistryKnown);
		}
		const known = registriesOf(manifest.pull_secret.reveal());
		return known.some((entry) => opens(entry, wanted))
			? passed(words.credentials(wanted))
			: failed(words.noCredentials(wanted, known.join(', ')));
	},
};

const shape = z.object({auths: z.record(z.string(), z.unknown())});

/** Its form was looked at when the manifest was read. */
const registriesOf = (text: string): readonly string[] =>
	Object.keys(shape.parse(JSON.parse(text)).auths);

/** containers-auth.json(5): an entry may be for a part of a registry, or for all below a path of it. */
const opens = (entry: string, wanted: string): boolean => {
	const [host = ''] = wanted.split('/');
	const name = entry.replace(/^https?:\/\//, '');
	return name.split('/')[0] === host;
};
