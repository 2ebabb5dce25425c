/**
 * Which certificates a new cluster's identity has, as data: for whom, signed by whom, how long, for what.
 * Names, subjects and usages are those that recert and OpenShift make on the host from the same keys, so
 * that a kubeconfig which was made here keeps its trust there. Issuing is in `issue.ts`.
 */
export type NameAttribute = {
	readonly type: 'O' | 'OU' | 'CN';
	readonly value: string;
};

export type KeyUsage = 'digitalSignature' | 'keyEncipherment' | 'keyCertSign';

export type CertificateSpec = {
	/** In the order of the certificate: chains are built on the bytes of the name. */
	readonly subject: readonly NameAttribute[];
	readonly validityHours: number;
	readonly keyUsage: readonly KeyUsage[];
	readonly extendedKeyUsage: readonly ('serverAuth' | 'clientAuth')[];
	readonly isAuthority: boolean;
	/** Of a server. */
	readonly dnsNames?: readonly string[];
};

export const keyBits = 2048;

const hoursPerYear = 8760;

/** Those that vouch for servers, in the order of a kubeconfig. */
export const serverSignerNames = [
	'localhost',
	'serviceNetwork',
	'loadBalancer',
	'ingress',
] as const;

/** Those of an identity: of each signer, of the administrator's signer, and of the administrator. */
export const keyCount = serverSignerNames.length + 2;

export type ServerSignerName = (typeof serverSignerNames)[number];

export const serverSignerSpec = (name: ServerSignerName, now: Date): CertificateSpec => {
	switch (name) {
		case 'localhost':
			return clusterSigner('kube-apiserver-localhost-signer');
		case 'serviceNetwork':
			return clusterSigner('kube-apiserver-service-network-signer');
		case 'loadBalancer':
			return clusterSigner('kube-apiserver-lb-signer');
		case 'ingress':
			return signer([{type: 'CN', value: ingressName(now)}], 2 * hoursPerYear);
	}
};

/** Vouches for administrators, who are clients. */
export const adminSignerSpec = (): CertificateSpec => clusterSigner('admin-kubeconfig-signer');

/** Signed by the admin signer. */
export const adminSpec: CertificateSpec = {
	subject: [
		{type: 'O', value: 'system:masters'},
		{type: 'CN', value: 'system:admin'},
	],
	validityHours: 10 * hoursPerYear,
	keyUsage: ['digitalSignature', 'keyEncipherment'],
	extendedKeyUsage: ['serverAuth', 'clientAuth'],
	isAuthority: false,
};

/** Signed by itself; readers know the status service by its fingerprint, and call it by this name. */
export const statusServiceSpec: CertificateSpec = {
	subject: [{type: 'CN', value: 'ibi-console'}],
	validityHours: 29 * hoursPerYear,
	keyUsage: ['digitalSignature', 'keyEncipherment'],
	extendedKeyUsage: ['serverAuth'],
	isAuthority: false,
	dnsNames: ['ibi-console'],
};

/** The cluster's ingress operator names its authority after the second in which it was made. */
export const ingressName = (now: Date): string =>
	`ingress-operator@${Math.floor(now.getTime() / 1000)}`;

const clusterSigner = (commonName: string): CertificateSpec =>
	signer(
		[
			{type: 'OU', value: 'openshift'},
			{type: 'CN', value: commonName},
		],
		10 * hoursPerYear,
	);

const signer = (subject: readonly NameAttribute[], validityHours: number): CertificateSpec => ({
	subject,
	validityHours,
	keyUsage: ['digitalSignature', 'keyEncipherment', 'keyCertSign'],
	extendedKeyUsage: [],
	isAuthority: true,
});
