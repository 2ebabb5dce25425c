/**
 * What is read of recert's summary: whether it erred, and its times. The rest, megabytes of certificates, is not
 * even parsed: the two keys stand at the beginning of a line, with what is theirs indented below. Pure.
 */
import {loadDocuments} from '../../config/yaml.ts';

export type RecertSummary = {
	readonly error?: string;
	/** In the order of the work, as `rsa_run_time`. */
	readonly runTimesMs: Readonly<Record<string, number>>;
};

/** undefined when the text is no summary. */
export const readSummary = (text: string): RecertSummary | undefined => {
	const kept = sectionsOf(text, ['error', 'run_times']);
	if (kept === '') {
		return undefined;
	}
	const document = parsed(kept);
	const error = document['error'];
	const times = document['run_times'];
	return {
		...(typeof error === 'string' && {error}),
		runTimesMs: typeof times === 'object' && times !== null ? runTimes(times) : {},
	};
};

const sectionsOf = (text: string, names: readonly string[]): string => {
	let isKept = false;
	return text
		.split('\n')
		.filter((line) => {
			if (/^\S/.test(line)) {
				isKept = names.some((name) => line.startsWith(`${name}:`));
			}
			return isKept;
		})
		.join('\n');
};

const parsed = (text: string): Readonly<Record<string, unknown>> => {
	try {
		const [document] = loadDocuments(text, 'the summary of recert');
		return typeof document === 'object' && document !== null
			? (document as Readonly<Record<string, unknown>>)
			: {};
	} catch {
		return {};
	}
};

/** Written as `84.123s`, with milliseconds after the point. */
const runTimes = (times: object): RecertSummary['runTimesMs'] =>
	Object.fromEntries(
		Object.entries(times).flatMap(([name, value]) => {
			const seconds = Number(String(value).replace(/s$/, ''));
			return Number.isFinite(seconds) ? [[name, Math.round(seconds * 1000)]] : [];
		}),
	);
