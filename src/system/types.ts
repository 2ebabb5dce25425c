/**
 * The one door to the world: every process, file, clock tick, random byte and request goes through here.
 * Verbs of the operating system only; verbs of the domain are functions over it, in `src/tools`.
 */
import type {Secret} from '../secret.ts';

/** A program and its arguments, one array entry each; never a shell string. */
export type Command = {
	readonly program: string;
	readonly args: readonly string[];
};

export type ByteStream = AsyncIterable<Uint8Array>;

export type RunOptions = {
	/** Aborting asks the program to end, waits, then kills it. */
	readonly signal?: AbortSignal;
	/** Kill after this time. Without it only `signal` ends the program early. */
	readonly timeoutMs?: number;
	/**
	 * Standard input: text, a secret text, or a stream of bytes, of which a piece of 64 KiB or more has been handed over
	 * when the next is asked for. Closed at once when absent.
	 */
	readonly input?: string | Secret | ByteStream;
	/** Added to the fixed environment (PATH, LANG=C.UTF-8, HOME, and the proxy variables). */
	readonly environment?: Readonly<Record<string, string>>;
	readonly cwd?: string;
	/** Exit codes that are answers rather than failures. Default: only 0. */
	readonly acceptedExitCodes?: readonly number[];
	/** Called for each line as it arrives. A carriage return ends a line too (progress meters). */
	readonly onStdoutLine?: (line: string) => void;
	readonly onStderrLine?: (line: string) => void;
};

/** What a program said. Each of the two texts is capped at `outputLimitBytes`, keeping the end. */
export type Output = {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number;
};

export type FileKind = 'file' | 'directory' | 'symlink' | 'block' | 'other';

export type FileStat = {
	readonly kind: FileKind;
	readonly sizeBytes: number;
	/** Permission bits, 0o7777 at the most. */
	readonly mode: number;
	/** `major:minor` of a block device, as in `/proc/self/mountinfo`. */
	readonly deviceNumber?: string;
};

/** An open file that only grows: the journal. */
export type AppendFile = {
	readonly write: (text: string) => Promise<void>;
	/** Returns when the written bytes are on the medium. */
	readonly sync: () => Promise<void>;
	readonly close: () => Promise<void>;
};

/** An open file or device that is written and read in places. */
export type InPlaceFile = {
	/**
	 * What the medium holds, not what the kernel keeps of it, up to its end; from a multiple of 4096. A piece holds
	 * until the next is asked for.
	 */
	readonly pieces: (range: ByteRange) => AsyncGenerator<Uint8Array, void>;
	readonly write: (bytes: Uint8Array, offsetBytes: number) => Promise<void>;
	/** Returns when the written bytes are on the medium. */
	readonly sync: () => Promise<void>;
	readonly close: () => Promise<void>;
};

export type ByteRange = {readonly offsetBytes: number; readonly lengthBytes: number};

export type Files = {
	/** Rejects with code FILE_UNREADABLE; use `stat` first where absence is an answer. */
	readonly readText: (path: string, maxBytes?: number) => Promise<string>;
	/** Without a range the whole file. */
	readonly readStream: (path: string, range?: ByteRange) => ByteStream;
	/** Atomic: a temporary file beside it, fsync, rename. */
	readonly writeText: (path: string, text: string | Secret, mode?: number) => Promise<void>;
	/** Not atomic; for bulk data. Creates or truncates, fsyncs at the end. Returns the bytes written. */
	readonly writeStream: (path: string, source: ByteStream, mode?: number) => Promise<number>;
	readonly openAppend: (path: string, mode?: number) => Promise<AppendFile>;
	/**
	 * Only what exists: never a plain file in place of a disk that has vanished. A device is opened for us alone (open(2),
	 * O_EXCL): the cause of the error has the code EBUSY while it, or a partition of it, is used anywhere.
	 */
	readonly openInPlace: (path: string) => Promise<InPlaceFile>;
	/** Names in a directory, sorted. A missing directory has none. */
	readonly list: (path: string) => Promise<readonly string[]>;
	/** Follows symlinks; undefined when nothing is there. */
	readonly stat: (path: string) => Promise<FileStat | undefined>;
	/** The path with all symlinks resolved; undefined when nothing is there. */
	readonly resolve: (path: string) => Promise<string | undefined>;
	/** With parents; nothing happens when it exists. */
	readonly makeDirectory: (path: string, mode?: number) => Promise<void>;
	/** With its mode; the destination is replaced. */
	readonly copy: (from: string, to: string) => Promise<void>;
	readonly rename: (from: string, to: string) => Promise<void>;
	/** One file or empty directory; false when it was not there. */
	readonly remove: (path: string) => Promise<boolean>;
	/** A directory and all below it, never crossing into a mount; nothing happens when it is missing. */
	readonly removeTree: (path: string) => Promise<void>;
};

export type Clock = {
	readonly now: () => Date;
	/** For durations: never jumps when the wall clock is set. */
	readonly monotonicMs: () => number;
	/** Rejects with the signal's reason when aborted. */
	readonly sleep: (durationMs: number, signal?: AbortSignal) => Promise<void>;
};

export type Random = {
	readonly bytes: (count: number) => Uint8Array;
	/** A new RSA private key as PKCS#1 PEM with LF; made off the main thread, several at a time. */
	readonly rsaPrivateKey: (bits: number) => Promise<Secret>;
};

/** How far a connection came. */
export type ConnectionStage = 'tcp' | 'proxy' | 'tls';

/** A proxy that speaks plain HTTP and is asked to CONNECT. */
export type ConnectProxy = {
	readonly host: string;
	readonly port: number;
	/** The value of Proxy-Authorization. */
	readonly authorization?: Secret;
};

export type ConnectRequest = {
	readonly host: string;
	readonly port: number;
	readonly proxy?: ConnectProxy;
	/** Shakes hands; the certificates are judged by these authorities only. Missing files count as empty. */
	readonly tls?: {readonly serverName: string; readonly caFiles: readonly string[]};
	/** Sent when the connection stands; the head of the answer is told, if there is one. */
	readonly request?: string;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
};

export type PeerCertificate = {
	readonly subject: string;
	readonly issuer: string;
	/** ISO 8601. */
	readonly validFrom: string;
	readonly validTo: string;
};

/** The peer's certificates, its own first, and the first fault that OpenSSL or the name check found. */
export type PeerTrust =
	| {readonly isTrusted: true; readonly certificates: readonly PeerCertificate[]}
	| {
			readonly isTrusted: false;
			/** As `CERT_NOT_YET_VALID`, `SELF_SIGNED_CERT_IN_CHAIN`. */
			readonly fault: string;
			readonly certificates: readonly PeerCertificate[];
	  };

/** What came of an attempt to connect. The connection itself is closed by then. */
export type Connection =
	| {
			readonly kind: 'open';
			/** Of the peer, or of the proxy. */
			readonly address: string;
			readonly tls?: PeerTrust;
			readonly answer?: string;
	  }
	| {
			readonly kind: 'failed';
			readonly at: ConnectionStage;
			/** As `ECONNREFUSED`, `ETIMEDOUT`, `ENOTFOUND`. */
			readonly code: string;
			readonly proxyStatus?: number;
	  };

/** An HTTPS request to a server that is judged by the given authorities only, and may ask for our certificate. */
export type SecureRequest = {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Secret;
	/** All in PEM. */
	readonly tls: {
		readonly authorities: string;
		readonly certificate?: string;
		readonly key?: Secret;
		/** When the certificate is for another name than that of the URL. */
		readonly serverName?: string;
	};
	/** Before the head of the answer, and between two pieces of its body. */
	readonly longestSilenceMs: number;
	readonly signal?: AbortSignal;
};

export type SecureAnswer =
	| {
			readonly kind: 'answered';
			readonly status: number;
			/** Names in lower case. */
			readonly headers: Readonly<Record<string, string>>;
			/** As it arrives; to be read to its end or left by `break`, which closes the connection. */
			readonly body: ByteStream;
	  }
	/** As `ECONNREFUSED`, `ETIMEDOUT`, `CERT_HAS_EXPIRED`. */
	| {readonly kind: 'failed'; readonly code: string};

/** One UDP packet, and the first answer to it. */
export type DatagramRequest = {
	readonly host: string;
	readonly port: number;
	readonly payload: Uint8Array;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
};

export type DatagramAnswer =
	| {readonly kind: 'answered'; readonly payload: Uint8Array}
	/** As `ETIMEDOUT`, `ECONNREFUSED`, `ENOTFOUND`. */
	| {readonly kind: 'failed'; readonly code: string};

/** What leads programs and requests out of this network, as the variables of the environment say it. */
export type ProxySettings = {
	/** URLs; a password may stand in them. */
	readonly httpProxy?: Secret;
	readonly httpsProxy?: Secret;
	/** Hosts, domains and networks that are reached without, with commas between. */
	readonly noProxy?: string;
};

/** One for all that hold this door, however it is wrapped. */
export type ProxyDoor = {
	readonly get: () => ProxySettings;
	/** For programs and requests that begin from now on. */
	readonly set: (settings: ProxySettings) => void;
};

export type System = {
	readonly run: (command: Command, options?: RunOptions) => Promise<Output>;
	readonly files: Files;
	readonly clock: Clock;
	readonly random: Random;
	readonly fetch: typeof globalThis.fetch;
	/** Of `run` and `fetch`. */
	readonly proxy: ProxyDoor;
	/** Tries a connection and closes it again. Rejects only when cancelled. */
	readonly connect: (request: ConnectRequest) => Promise<Connection>;
	/** Rejects only when cancelled. */
	readonly exchange: (request: DatagramRequest) => Promise<DatagramAnswer>;
	/** One connection for each. Rejects only when cancelled; a body that breaks off rejects its reader. */
	readonly request: (request: SecureRequest) => Promise<SecureAnswer>;
};
