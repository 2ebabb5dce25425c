/** The form of the password's hash: what it hashes is nobody's to know. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const password: SiteCheck = {
	id: 'site-password',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const hash = manifest.kubeadmin_password_hash?.reveal();
		if (!hash) {
			return passed(words.noPassword);
		}
		const cost = Number(pattern.exec(hash)?.[1] ?? 0);
		return cost >= lowestCost && cost <= highestCost
			? passed(words.passwordHash(cost))
			: failed(words.badPasswordHash);
	},
};

const pattern = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** The installer's, and the most that bcrypt knows. */
const lowestCost = 10;
const highestCost = 31;
