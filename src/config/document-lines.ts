/** Where in a text each key of a YAML or JSON document stands. Pure; a text that does not parse has no lines. */
import {EVENT_ID, type Event, getScalarValue, parseEvents} from 'js-yaml';

export type KeyPath = readonly PropertyKey[];

/** From 1; a key that is missing has the line of what it is missing in. */
export type LineOf = (path: KeyPath) => number | undefined;

/** For each document of the text, by its place. The text is gone through when the first line is asked for. */
export const documentLines = (text: string): ((index: number) => LineOf) => {
	let found: ReturnType<typeof everyPlace> | undefined;
	return (index) => (path) => {
		found ??= everyPlace(text);
		const {documents, lineAt} = found;
		for (let length = path.length; length >= 0; length--) {
			const offset = documents[index]?.get(keyOf(path.slice(0, length)));
			if (offset !== undefined) {
				return lineAt(offset);
			}
		}
		return undefined;
	};
};

const everyPlace = (text: string) => ({documents: placesIn(text), lineAt: lineCounter(text)});

/** The fault of a text that does not parse, its line taken out of the words. */
export const syntaxFault = (fault: string): {readonly why: string; readonly line?: number} => {
	const line = / in line (\d+)$/.exec(fault);
	return line === null
		? {why: fault}
		: {line: Number(line[1]), why: fault.slice(0, -line[0].length)};
};

/** Offsets by path. */
type Places = Map<string, number>;

/** An open mapping or list, or a document. In a mapping a key is awaited, or its value. */
type Frame = {
	readonly path: KeyPath;
	readonly kind: 'document' | 'mapping' | 'list';
	key: string | undefined;
	index: number;
};

const keyOf = (path: KeyPath): string => JSON.stringify(path.map(String));

const placesIn = (text: string): readonly Places[] => {
	const documents: Places[] = [];
	const stack: Frame[] = [];
	for (const event of eventsOf(text)) {
		take(event, text, stack, documents);
	}
	return documents;
};

const eventsOf = (text: string): readonly Event[] => {
	try {
		return parseEvents(text, {});
	} catch {
		return [];
	}
};

const take = (event: Event, text: string, stack: Frame[], documents: Places[]): void => {
	if (event.type === EVENT_ID.DOCUMENT) {
		documents.push(new Map());
		stack.push({path: [], kind: 'document', key: undefined, index: 0});
		return;
	}
	if (event.type === EVENT_ID.POP) {
		stack.pop();
		return;
	}
	const path = nextPath(event, text, stack.at(-1));
	const offset = offsetOf(event);
	const places = documents.at(-1);
	if (offset !== undefined && places !== undefined && !places.has(keyOf(path))) {
		places.set(keyOf(path), offset);
	}
	if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
		const kind = event.type === EVENT_ID.MAPPING ? 'mapping' : 'list';
		stack.push({path, kind, key: undefined, index: 0});
	}
};

/** A key has the path of its value, and comes before it. */
const nextPath = (event: Event, text: string, frame: Frame | undefined): KeyPath => {
	if (frame === undefined || frame.kind === 'document') {
		return [];
	}
	if (frame.kind === 'list') {
		return [...frame.path, frame.index++];
	}
	if (frame.key === undefined) {
		frame.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '?';
		return [...frame.path, frame.key];
	}
	const path = [...frame.path, frame.key];
	frame.key = undefined;
	return path;
};

const offsetOf = (event: Event): number | undefined => {
	switch (event.type) {
		case EVENT_ID.SCALAR:
			return event.valueStart;
		case EVENT_ID.MAPPING:
		case EVENT_ID.SEQUENCE:
			return event.start;
		default:
			return undefined;
	}
};

const lineCounter = (text: string): ((offset: number) => number) => {
	const ends = [...text.matchAll(/\n/g)].map(({index}) => index);
	return (offset) => {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((ends[middle] ?? 0) < offset) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low + 1;
	};
};
