/** How far a cluster has come, read from its API: ClusterVersion, ClusterOperators and the Node. */

export type OperatorStatus = {
	readonly name: string;
	readonly version?: string;
	/** undefined while the operator has not said. */
	readonly isAvailable?: boolean;
	readonly isProgressing?: boolean;
	readonly isDegraded?: boolean;
	readonly message?: string;
	/** ISO 8601: since when it is available. */
	readonly availableSince?: string;
};

export type NodeStatus = {
	readonly name: string;
	readonly isReady: boolean;
	readonly reason?: string;
	readonly addresses: readonly string[];
};

export type ClusterStatus = {
	readonly version?: string;
	readonly isAvailable: boolean;
	/** Words of the ClusterVersion about what it waits for. */
	readonly message?: string;
	readonly operators: readonly OperatorStatus[];
	readonly node?: NodeStatus;
};
