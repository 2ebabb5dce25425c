/** The clocks of this host beside each other, and what they must agree with: when the seed was built, and certificates. */
import {X509Certificate} from 'node:crypto';
import {z} from 'zod';
import type {Fact} from '../../../hardware/facts.ts';
import {known, unknown} from '../../../hardware/facts.ts';
import type {TimeFacts} from '../../../hardware/host-facts.ts';
import {timeProbes} from '../../../hardware/time.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import type {System} from '../../../system/types.ts';
import {trustShown} from '../../checks/network/trust.ts';
import {adminCaOf} from '../../checks/site/certificates.ts';
import type {ToolContext} from '../context.ts';
import type {Known} from '../known.ts';
import type {Look} from '../look.ts';

export type Certificate = {
	readonly of: 'registry' | 'site' | 'kubelet';
	/** ISO 8601. */
	readonly from: string;
	readonly to: string;
};

export type TimeReading = TimeFacts & {
	/** ISO 8601: the clock of the system. */
	readonly now: string;
	/** ISO 8601. */
	readonly seedBuiltAt: Fact<string>;
	readonly certificates: readonly Certificate[];
};

const probeLimitMs = 6000;

export const time: Look<Record<string, never>, TimeReading> = {
	params: z.strictObject({}),
	limitMs: probeLimitMs + 2000,
	read: async ({system, state}, _, signal) => {
		const limit = {what: 'the clock', limitMs: probeLimitMs, signal};
		const [sync, rtc, isRtcLocal, kubelet] = await Promise.all([
			asFact(system, limit, (within) => timeProbes.sync(system, within)),
			asFact(system, limit, (within) => timeProbes.rtc(system, within)),
			asFact(system, limit, (within) => timeProbes.isRtcLocal(system, within)),
			readKubeletCertificate(system),
		]);
		return {
			now: system.clock.now().toISOString(),
			sync,
			rtc,
			isRtcLocal,
			seedBuiltAt: seedBuiltAt(state()),
			certificates: [...registryCertificates(state()), ...siteCertificates(state()), ...kubelet],
		};
	},
};

const seedBuiltAt = ({seed, edgeFacts}: ReturnType<ToolContext['state']>): Fact<string> => {
	if (edgeFacts !== undefined) {
		return edgeFacts.seedBuiltAt;
	}
	return seed?.created === undefined ? unknown('no seed image was read yet') : known(seed.created);
};

/** Of the first registry that showed one; a chain is valid as long as all of it is. */
const registryCertificates = ({ladder}: Known): readonly Certificate[] => {
	const tls = ladder?.rungs.tls?.fact;
	const peers = tls?.known ? tls.value : [];
	const shown = peers.map((peer) => trustShown(peer)?.certificates ?? []);
	const chain = shown.find(({length}) => length > 0) ?? [];
	const from = chain
		.map(({validFrom}) => validFrom)
		.toSorted()
		.at(-1);
	const to = chain.map(({validTo}) => validTo).toSorted()[0];
	return from === undefined || to === undefined ? [] : [{of: 'registry', from, to}];
};

const siteCertificates = ({site}: Known): readonly Certificate[] => {
	const certificate = site && adminCaOf(site.manifest);
	return certificate ? [validityOf('site', certificate)] : [];
};

const kubeletCertificate = '/var/lib/kubelet/pki/kubelet-client-current.pem';

const readKubeletCertificate = async (system: System): Promise<readonly Certificate[]> => {
	try {
		return [
			validityOf('kubelet', new X509Certificate(await system.files.readText(kubeletCertificate))),
		];
	} catch {
		// A host that is no node yet has none.
		return [];
	}
};

const validityOf = (of: Certificate['of'], certificate: X509Certificate): Certificate => ({
	of,
	from: certificate.validFromDate.toISOString(),
	to: certificate.validToDate.toISOString(),
});
