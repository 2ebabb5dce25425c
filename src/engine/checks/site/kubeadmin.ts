/** recert changes the kubeadmin secret of the seed; where there is none it fails. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const kubeadmin: SiteCheck = {
	id: 'site-kubeadmin',
	severity: 'blocker',
	/** Seeds of other tools do not tell. */
	severityFor: (subject) => (hasSecret(subject) === undefined ? 'warning' : 'blocker'),
	examine: (subject) => {
		if (subject.site.manifest.kubeadmin_password_hash === undefined) {
			return passed(words.noPassword);
		}
		switch (hasSecret(subject)) {
			case undefined:
				return unknown(words.untoldKubeadmin);
			case true:
				return passed(words.kubeadmin);
			case false:
				return failed(words.noKubeadmin);
		}
	},
};

const hasSecret = ({edge: {seedNotes}}: SiteSubject): boolean | undefined =>
	seedNotes.known ? seedNotes.value.hasKubeadminSecret : undefined;
