/** A single fact: known, or unknown with the reason. An empty text or a zero never stands for ignorance. */

export type Fact<Value> =
	| {readonly known: true; readonly value: Value}
	| {readonly known: false; readonly reason: string};

export const known = <Value>(value: Value): Fact<Value> => ({known: true, value});

export const unknown = (reason: string): {readonly known: false; readonly reason: string} => ({
	known: false,
	reason,
});
