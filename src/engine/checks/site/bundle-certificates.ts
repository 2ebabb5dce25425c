/** The certificates of a trust bundle, one by one. Pure. */
import type {X509Certificate} from 'node:crypto';
import {readCertificate} from './site-keys.ts';

/** Without what cannot be read. */
export const certificatesIn = (bundle: string): readonly X509Certificate[] =>
	(bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).flatMap(
		(pem) => readCertificate(pem) ?? [],
	);
