/** A terminal as bytes: what a console needs from the line it is on. */
export type TerminalPort = {
	/** Resolves when the line has taken the bytes; never blocks the process. */
	readonly write: (bytes: Uint8Array) => Promise<void>;
	/** Input is only read while somebody listens. Returns what ends that. */
	readonly onData: (listener: (bytes: Uint8Array) => void) => () => void;
	readonly setRawMode: (isRaw: boolean) => void;
	/** As the line reports it, 0x0 included. */
	readonly size: () => {readonly columns: number; readonly rows: number};
	readonly onResize: (listener: () => void) => () => void;
};
