/**
 * A value that must never be seen. It prints as `<redacted>` wherever text is made of it (logs, events,
 * errors, JSON, screens); only `reveal` gives the real text, and only effects at the border call it.
 */
import {inspect} from 'node:util';

export const redactedText = '<redacted>';

export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	/** The real text. Call it only where the value leaves for its one destination. */
	reveal(): string {
		return this.#value;
	}

	toString(): string {
		return redactedText;
	}

	toJSON(): string {
		return redactedText;
	}

	[inspect.custom](): string {
		return redactedText;
	}
}
