/**
 * How far recert is, from what it says. Its messages are matched by how they begin; file names and line numbers
 * in them differ by release. It never goes back. Pure.
 */
import type {RecertProgress} from '../observation.ts';

/** The messages that begin each phase, in their order. The end of the scan comes before or after the keys: it begins none. */
const phases: readonly {readonly begins: readonly string[]; readonly title: string}[] = [
	{begins: [], title: 'Starting recert'},
	{begins: ['using openssl', 'OpenSSL version'], title: 'Asking etcd'},
	{begins: ['Connected to etcd'], title: 'Looking at the database'},
	{
		begins: [
			'Scanning for cryptographic objects...',
			'Generating RSA keys',
			'Waiting for scanning',
		],
		title: 'Making new keys; recert says nothing meanwhile',
	},
	{begins: ['Generated '], title: 'Reading certificates and keys'},
	{begins: ['Found '], title: 'Relating certificates'},
	{begins: ['Established relationships'], title: 'Signing new certificates'},
	{begins: ['Regenerated all crypto objects'], title: 'All is signed, nothing written yet'},
	{begins: ['Committing cryptographic objects'], title: 'Writing to the disk'},
	{begins: ['Performing OCP post-processing'], title: 'Renaming the cluster'},
	{begins: ['Committing to actual etcd', 'Defragmenting'], title: 'Writing to etcd'},
	{begins: ['All done'], title: 'recert is done'},
];

const silentPhase = 4;
/** From its message on, the disk is no longer what it was. */
const firstWritingPhase = 9;

export const recertPhases = phases.length;

export const recertBegins = (cpus: number): RecertProgress => progressAt(1, cpus);

export const recertHears = (before: RecertProgress, line: string, cpus: number): RecertProgress => {
	const message = messageOf(line);
	const index = phases.findLastIndex(({begins}) =>
		begins.some((begin) => message.startsWith(begin)),
	);
	return index + 1 > before.phase ? progressAt(index + 1, cpus) : before;
};

/** `2026-08-08 10:00:00 - INFO - src/recert.rs:12: message`; a line of another form is all message. */
export const messageOf = (line: string): string =>
	/^\S+ \S+ - [A-Z]+ - \S+?:\d+: (.*)$/.exec(line)?.[1] ?? line;

/**
 * 120 keys of 2048 bits and 10 of 4096, one a processor at a time; each also sleeps a second, and all of
 * them cost some 44 seconds of a processor. Measured: 169 s on one, 84 to 92 s on two.
 */
export const keyGenerationMs = (cpus: number): number => {
	const at = Math.max(1, cpus);
	return 1000 * (Math.ceil(120 / at) + Math.ceil(10 / at) + Math.ceil(44 / at));
};

/** 0 to 100, by time: all but the silent phase takes seconds. It waits at the end of what was estimated. */
export const recertShare = ({phase, estimateMs}: RecertProgress, elapsedMs: number): number => {
	if (estimateMs !== undefined) {
		return phase + (silentShare - 1) * Math.min(1, elapsedMs / estimateMs);
	}
	return phase < silentPhase ? phase : phase + silentShare;
};

const silentShare = 100 - phases.length;

const progressAt = (phase: number, cpus: number): RecertProgress => ({
	phase,
	phases: phases.length,
	title: phases[phase - 1]?.title ?? '',
	...(phase === silentPhase && {estimateMs: keyGenerationMs(cpus)}),
	hasWritten: phase >= firstWritingPhase,
});
