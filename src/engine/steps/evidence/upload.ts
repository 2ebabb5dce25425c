/** The bundle to an address, again and again until it is taken or the time is over. */
import {InstallError} from '../../../errors.ts';
import type {Secret} from '../../../secret.ts';
import type {System} from '../../../system/types.ts';
import {readBytes} from '../../evidence/read-text.ts';
import type {Step, StepContext} from '../../step.ts';

export type UploadParams = {readonly path: string; readonly deadlineMs: number};

export type UploadTarget = {
	/** It may hold a password or a signature. */
	readonly url: Secret;
	readonly method: 'PUT' | 'POST';
	/** Sent as a bearer. */
	readonly token?: Secret;
};

const requestLimitMs = 120_000;
const firstPauseMs = 1000;
const longestPauseMs = 30_000;

export const uploadBundle = (target: UploadTarget | undefined): Step<UploadParams> => ({
	unit: 'bytes',
	run: async ({path, deadlineMs}, context) => {
		if (target === undefined) {
			throw new InstallError('UPLOAD_FAILED', {to: '?', why: 'no address was given', tries: 0});
		}
		const {system, signal, progress, log} = context;
		const bytes = await readBytes(system.files.readStream(path));
		const to = hostOf(target.url);
		const endMs = system.clock.monotonicMs() + deadlineMs;
		let pauseMs = firstPauseMs;
		progress(0, bytes.byteLength);
		for (let tries = 1; ; tries += 1) {
			const answer = await send(system, target, bytes, context);
			if (answer.kind === 'taken') {
				progress(bytes.byteLength, bytes.byteLength);
				return;
			}
			log(`try ${tries}: ${answer.why}`);
			if (answer.kind === 'refused' || system.clock.monotonicMs() + pauseMs > endMs) {
				throw new InstallError('UPLOAD_FAILED', {to, why: answer.why, tries});
			}
			await system.clock.sleep(pauseMs, signal);
			pauseMs = Math.min(longestPauseMs, pauseMs * 2);
		}
	},
});

/** What may be told of an address. */
const hostOf = (url: Secret): string => {
	try {
		return new URL(url.reveal()).host;
	} catch {
		return 'the given address';
	}
};

type Answer =
	| {readonly kind: 'taken'}
	/** It stays so however often it is sent. */
	| {readonly kind: 'refused'; readonly why: string}
	| {readonly kind: 'again'; readonly why: string};

const send = async (
	{fetch: request}: System,
	{url, method, token}: UploadTarget,
	bytes: Buffer,
	{signal}: StepContext,
): Promise<Answer> => {
	try {
		const {status, body} = await request(url.reveal(), {
			method,
			redirect: 'error',
			signal: AbortSignal.any([signal, AbortSignal.timeout(requestLimitMs)]),
			headers: {
				'Content-Type': 'application/gzip',
				...(token && {Authorization: `Bearer ${token.reveal()}`}),
			},
			body: new Uint8Array(bytes),
		});
		await body?.cancel();
		return answerOf(status);
	} catch (error) {
		signal.throwIfAborted();
		return {kind: 'again', why: reasonOf(error)};
	}
};

const answerOf = (status: number): Answer => {
	const why = `the answer was ${status}`;
	if (status >= 200 && status < 300) {
		return {kind: 'taken'};
	}
	const isFinal = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
	return {kind: isFinal ? 'refused' : 'again', why};
};

/** As `ECONNREFUSED`; the message would repeat the address. */
const reasonOf = (error: unknown): string => {
	const cause = error instanceof Error ? error.cause : undefined;
	const code =
		typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
	if (code !== undefined) {
		return String(code);
	}
	return error instanceof Error && error.name === 'TimeoutError'
		? 'no answer in time'
		: 'no connection';
};
