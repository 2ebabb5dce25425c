/** What both API servers of the lab are given and give: the real kube-apiserver, and its stand-in in this process. */

export type ApiServerOptions = {
	/** 0 for any that is free. */
	readonly port: number;
	/** Where it listens; 127.0.0.1 in tests. */
	readonly host: string;
	/** Its serving certificate with what signed it, and the key, in PEM. */
	readonly certificate: string;
	readonly key: string;
	/** Whoever shows a certificate of these is let in, as what its organisation says. */
	readonly clientAuthority: string;
	/** Of the lab's own controllers. */
	readonly token?: string;
};

export type ApiServer = AsyncDisposable & {
	readonly url: string;
	readonly port: number;
	readonly stop: () => Promise<void>;
};
