/**
 * Why a recert failed: from its exit code and its chain of errors to one of our codes. Patterns are narrow; what
 * matches none is told as it is. The chain may quote keys and passwords, so it is cut down before it is shown. Pure.
 */
import {InstallError} from '../../errors.ts';

export type RecertEnd = {
	readonly exitCode: number;
	/** Whole stderr. */
	readonly stderr: string;
	/** Of the phase it was in. */
	readonly during: string;
};

export const recertProblem = (end: RecertEnd): InstallError => {
	const chain = causesIn(end.stderr);
	const why = readable(chain.at(-1) ?? '') || `it ended with exit code ${end.exitCode}`;
	const cause = new Error(chain.map(readable).join(': ') || why);
	const {during} = end;
	if (end.exitCode === panicked) {
		return new InstallError('RECERT_CRASHED', {during, how: 'it panicked'}, {cause});
	}
	if (signals.has(end.exitCode)) {
		const how = `it was ended by signal ${end.exitCode - 128}`;
		return new InstallError('RECERT_CRASHED', {during, how}, {cause});
	}
	const row = table.find(({pattern}) => pattern.test(end.stderr));
	return row === undefined
		? new InstallError('RECERT_FAILED', {during, why}, {cause})
		: new InstallError(row.code, {why: row.why?.(end.stderr) ?? why}, {cause});
};

/** Everything was committed, and then the summary could not be written: no failure of the work. */
export const isOnlySummaryMissing = (stderr: string): boolean =>
	stderr.includes('opening summary file');

/** A different try may go well; what is wrong with the seed or the site stays wrong. */
export const mayGoWellNextTime = (error: unknown): boolean =>
	!(error instanceof InstallError) || !lasting.includes(error.code);

const lasting: readonly string[] = [
	'RECERT_CONFIG_REFUSED',
	'RECERT_SEED_UNSUITABLE',
	'RECERT_SEED_LACKS',
	'RECERT_INCOMPATIBLE',
	'COMMAND_MISSING',
];

const panicked = 101;

/** What podman answers for a container that a signal ended: 128 and its number. */
const signals: ReadonlySet<number> = new Set([130, 134, 135, 137, 139, 143]);

type Row = {
	readonly pattern: RegExp;
	readonly code:
		| 'RECERT_CONFIG_REFUSED'
		| 'RECERT_ETCD_SILENT'
		| 'RECERT_SEED_UNSUITABLE'
		| 'RECERT_SEED_LACKS'
		| 'RECERT_NO_SPACE';
	/** In the place of recert's words, where those name no cause. */
	readonly why?: (stderr: string) => string;
};

/** From the most to the least specific; messages as recert prints them (recert/src, 2026-08). */
const table: readonly Row[] = [
	{pattern: /no space left on device/i, code: 'RECERT_NO_SPACE'},
	{
		pattern:
			/RECERT_CONFIG|recert config|unknown keys|must exist|must be a (directory|string|file)/,
		code: 'RECERT_CONFIG_REFUSED',
	},
	{
		pattern: /etcd client not configured|grpc request error|Connection refused|invalid uri/i,
		code: 'RECERT_ETCD_SILENT',
	},
	{
		pattern: /could not get APIServer|No keys found in etcd/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'the database of the seed holds no cluster',
	},
	{
		pattern: /non-utf8 decoded byte array value/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a secret of the seed holds binary data, which this recert cannot read',
	},
	{
		pattern: /stream did not contain valid UTF-8/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a file of the seed that is named like a certificate is binary',
	},
	{
		pattern: /no caBundle|empty webhooks|no webhooks/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a webhook of the seed has no certificate of its own',
	},
	{
		pattern: /secrets-store\.csi|" != "\/kubernetes\.io\//,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a kind of object in the seed has a name that recert takes for another one',
	},
	{
		pattern: /filling JWT signers/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a value of the seed looks like a token and is none',
	},
	{
		pattern:
			/could not find matching akid|failed to find matching SKID|cannot regenerate standalone EC/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a certificate of the seed was issued in a way that this recert cannot repeat',
	},
	{
		pattern: /not unique in pem bundle|mixed line endings|not found in pem bundle/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a bundle of certificates in the seed has doubles or mixed line ends',
	},
	{
		pattern: /GeneralTime not supported|unknown common name type/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'a certificate of the seed has a date or a name that this recert cannot write',
	},
	{
		pattern: /missing field `labels`|encoding value/,
		code: 'RECERT_SEED_UNSUITABLE',
		why: () => 'an object of the seed is stored in a form that this recert cannot write back',
	},
	{
		pattern: /no kube-apiserver-pod-\* found|exactly one etcd member|No SSH server keys found/,
		code: 'RECERT_SEED_UNSUITABLE',
	},
	{
		pattern: /couldn't find Secret\/kube-system:kubeadmin/,
		code: 'RECERT_SEED_LACKS',
		why: () => 'the secret of kubeadmin, whose password the site sets',
	},
	{
		pattern: /user-ca-bundle|no configmap|no secret|couldn't find /,
		code: 'RECERT_SEED_LACKS',
		why: (stderr) =>
			readable(/couldn't find (\S+)/.exec(stderr)?.[1] ?? causesIn(stderr).at(-1) ?? ''),
	},
];

/** `Error: …`, then the lines below `Caused by:`, each with a number when there are several. */
const causesIn = (stderr: string): readonly string[] =>
	stderr
		.replace(pemBlock, '<redacted>')
		.split('\n')
		.filter((line) => /^Error: |^\s+(\d+: )?\S/.test(line))
		.map((line) => line.replace(/^Error: |^\s+(\d+: )?/, '').trim())
		.filter((line) => line !== '');

/** To its end, or to the end of what was said. */
const pemBlock = /-----BEGIN[\s\S]*?(-----END[^-]*-----|$)/g;

const longestReason = 160;

/** Never a key, a token, or a URL with a password in it; a refused rule is quoted whole by recert. */
const readable = (text: string): string => {
	const masked = text
		.replace(pemBlock, '<redacted>')
		.replace(/\b[A-Za-z0-9+/_-]{40,}={0,2}/g, '<redacted>')
		.replace(/:\/\/[^\s/@|]*@/g, '://<redacted>@');
	const isQuotingRule = /expected exactly|rule|proxy/i.test(masked);
	const kept = isQuotingRule ? masked.replace(/(["'`]).*\1/g, '<redacted>') : masked;
	return kept.length > longestReason ? `${kept.slice(0, longestReason)}…` : kept;
};
