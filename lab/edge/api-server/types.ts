/** What both API servers of the lab are given and give: the real kube-apiserver, and its stand-in in this process. */

export type ServingPair = {
	/** With what signed it, in PEM. */
	readonly certificate: string;
	readonly key: string;
};

export type ApiServerOptions = {
	/** 0 for any that is free. */
	readonly port: number;
	/** The address where it listens; 127.0.0.1 in tests. */
	readonly host: string;
	/** The first is shown to whoever asks for no name of the others. */
	readonly serving: readonly [ServingPair, ...ServingPair[]];
	/** Whoever shows a certificate of these is let in, as what its organisation says. */
	readonly clientAuthority: string;
};

export type ApiServer = AsyncDisposable & {
	readonly kind: 'real' | 'stand-in';
	readonly url: string;
	readonly port: number;
	readonly stop: () => Promise<void>;
};
