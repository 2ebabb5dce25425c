/** What the commands around support bundles are asked. Pure. */
import {usage, type Values} from './options.ts';

/** A support bundle of this host, or one that is there already. */
export type EvidenceWords = {
	/** Absent: that of the engine that this host has. */
	readonly stateDirectory?: string;
	/** A bundle; absent: one is made. */
	readonly file?: string;
	/** Printed as lines for a serial line: `all`, or as `17 203-210`; absent: its path is printed. */
	readonly lines?: string;
};

export type ReplayWords = {
	readonly path: string;
	/** Absent: as it was on a terminal, all at once elsewhere. */
	readonly speed?: number;
};

export const evidenceWordsOf = (values: Values, file: string | undefined): EvidenceWords => ({
	...(file !== undefined && {file}),
	...(values.lines !== undefined && {lines: values.lines}),
	...(values.state !== undefined && {stateDirectory: values.state}),
});

/** @throws InstallError USAGE */
export const replayWordsOf = (values: Values, path: string): ReplayWords => ({
	path,
	...(values.speed !== undefined && {speed: speedOf(values.speed)}),
});

const fastest = 10_000;

const speedOf = (text: string): number => {
	const speed = Number(text);
	if (!(speed > 0 && speed <= fastest)) {
		throw usage(`--speed takes a number above 0 and up to ${fastest}, not ${text}`);
	}
	return speed;
};
