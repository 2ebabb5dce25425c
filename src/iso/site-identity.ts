/**
 * Who a site is: the identity of its cluster, its two ids, and the password of kubeadmin. New for every
 * configuration ISO, unless an earlier one is named; then the cluster is the same again.
 */
import {type ClusterIdentity, makeIdentity} from '../pki/identity.ts';
import {kubeadminPassword, passwordHash} from '../pki/password.ts';
import {Secret} from '../secret.ts';
import type {Random} from '../system/types.ts';
import {newClusterId, newInfraId} from './cluster-ids.ts';

export type SiteIdentity = {
	readonly clusterId: string;
	readonly infraId: string;
	readonly password: Secret;
	/** bcrypt */
	readonly passwordHash: Secret;
	readonly cluster: ClusterIdentity;
};

/** Ids that a document gives are taken as they are. */
export type GivenIds = {
	readonly clusterName: string;
	readonly clusterId?: string | undefined;
	readonly infraId?: string | undefined;
};

export const newSiteIdentity = async (
	random: Random,
	now: Date,
	{clusterName, clusterId, infraId}: GivenIds,
): Promise<SiteIdentity> => {
	const password = kubeadminPassword(random);
	const [cluster, hash] = await Promise.all([
		makeIdentity(random, now),
		passwordHash(random, password),
	]);
	return {
		clusterId: clusterId ?? newClusterId(random),
		infraId: infraId ?? newInfraId(random, clusterName),
		password,
		passwordHash: new Secret(hash),
		cluster,
	};
};
