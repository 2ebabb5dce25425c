/**
 * Asks a time server for the time itself, whatever chronyd made of it: one packet each way, RFC 4330. It sets
 * nothing, and the clock that it compares is that of the seam.
 */
import type {System} from '../system/types.ts';

export type TimeAnswer =
	| {
			readonly kind: 'answered';
			/** What the clock of this host is behind it (positive) or ahead of it. */
			readonly offsetSeconds: number;
			readonly stratum: number;
	  }
	/** It answers, but has no time itself. */
	| {readonly kind: 'unsynchronised'}
	/** As `ETIMEDOUT`. */
	| {readonly kind: 'silent'; readonly code: string};

const port = 123;
const packetBytes = 48;
/** Lost packets are asked for again: three of them, 1.5 s each. */
const attempts = 3;
const timeoutMs = 1500;

export const askTime = async (
	{exchange, clock}: Pick<System, 'exchange' | 'clock'>,
	host: string,
	signal: AbortSignal,
): Promise<TimeAnswer> => {
	let code = 'ETIMEDOUT';
	for (let attempt = 0; attempt < attempts; attempt++) {
		const sentMs = clock.now().getTime();
		const startedMs = clock.monotonicMs();
		const answer = await exchange({host, port, payload: question(sentMs), timeoutMs, signal});
		if (answer.kind === 'answered') {
			return parseTimeAnswer(answer.payload, sentMs, clock.monotonicMs() - startedMs);
		}
		code = answer.code;
		if (code !== 'ETIMEDOUT') break;
	}
	return {kind: 'silent', code};
};

/** @param durationMs from the question to its answer, by a clock that nobody sets */
export const parseTimeAnswer = (
	packet: Uint8Array,
	sentMs: number,
	durationMs: number,
): TimeAnswer => {
	if (packet.length < packetBytes) {
		return {kind: 'unsynchronised'};
	}
	const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
	const stratum = view.getUint8(1);
	const isAlarmed = view.getUint8(0) >> 6 === 3;
	if (isAlarmed || stratum === 0 || stratum > 15) {
		return {kind: 'unsynchronised'};
	}
	const [receivedMs, repliedMs] = [timestampAt(view, 32), timestampAt(view, 40)];
	const offsetMs = (receivedMs - sentMs + (repliedMs - (sentMs + durationMs))) / 2;
	return {kind: 'answered', offsetSeconds: Math.round(offsetMs) / 1000, stratum};
};

/** No leap warning, version 4, mode client. */
const question = (sentMs: number): Uint8Array => {
	const packet = new Uint8Array(packetBytes);
	packet[0] = 0b00_100_011;
	const seconds = sentMs / 1000 + secondsFrom1900;
	const view = new DataView(packet.buffer);
	view.setUint32(40, Math.floor(seconds) % wrap);
	view.setUint32(44, Math.floor((seconds % 1) * wrap));
	return packet;
};

/** Between 1900, where NTP begins, and 1970. */
const secondsFrom1900 = 2_208_988_800;
const wrap = 2 ** 32;

/** RFC 4330 3: a first bit of zero is the era that begins in 2036. */
const timestampAt = (view: DataView, offset: number): number => {
	const seconds = view.getUint32(offset);
	const era = seconds >= 2 ** 31 ? 0 : wrap;
	return (seconds + era - secondsFrom1900 + view.getUint32(offset + 4) / wrap) * 1000;
};
