/**
 * The documents of a site beside its manifest: keyfiles of NetworkManager and manifests for the cluster, as far
 * as they are judged here. What may be a secret in them is left out.
 */
import type {NetworkPlan} from './network-plan.ts';

export type ManifestObject = {
	/** As `extra-manifests/20-app.yaml, document 2`. */
	readonly place: string;
	readonly apiVersion: string;
	readonly kind: string;
	/** Of a CustomResourceDefinition: the kinds that it makes known, as `example.com/v1/Thing`. */
	readonly defines?: readonly string[];
};

export type SiteDocuments = {
	readonly keyfiles: NetworkPlan;
	readonly objects: readonly ManifestObject[];
	/** Files and documents that are no objects, in words that name the file. */
	readonly manifestFaults: readonly string[];
};
