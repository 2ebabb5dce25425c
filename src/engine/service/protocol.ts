/**
 * The lines between the engine and its consoles: JSON, one message a line, the first one a greeting. Both ends
 * check what they read. `docs/protocol.md` describes it; a change that an older end cannot bear is a new number.
 */
import {z} from 'zod';
import {InstallError} from '../../errors.ts';
import {Secret} from '../../secret.ts';

export const protocolVersion = 1;

/** Who may act, as every console sees it. */
export type Baton = {
	readonly holder?: Console;
	/** Somebody asked for it: it changes hands after this time unless the holder keeps it. */
	readonly taking?: {readonly by: Console; readonly remainingMs: number};
};

/** `id` is unique while the engine lives; `name` is what people call it, as `tty1`. */
export type Console = {readonly id: string; readonly name: string};

const console = z.object({id: z.string(), name: z.string().min(1).max(64)});

const baton = z.object({
	holder: console.optional(),
	taking: z.object({by: console, remainingMs: z.number().nonnegative()}).optional(),
});

const tagged = z.looseObject({type: z.string()});

/** From the engine. */
const toldSchema = z.union([
	z.strictObject({
		hello: z.object({
			protocol: z.literal(protocolVersion),
			version: z.string(),
			/** Which session is served: `install` on a live system, `deploy` at the edge. */
			serves: z.enum(['install', 'deploy']),
			you: z.string(),
		}),
	}),
	/** Everything, in place of what was known. */
	z.strictObject({state: z.looseObject({})}),
	z.strictObject({event: tagged}),
	z.strictObject({baton}),
]);

/** From a console. */
const askedSchema = z.union([
	z.strictObject({
		hello: z.object({
			protocol: z.literal(protocolVersion),
			name: z.string().min(1).max(64),
			/** False: it only watches and never holds the baton. */
			mayAct: z.boolean(),
		}),
	}),
	z.strictObject({action: tagged}),
	z.strictObject({baton: z.enum(['take', 'keep', 'give'])}),
]);

export type ToldMessage = z.output<typeof toldSchema>;

export type AskedMessage = z.output<typeof askedSchema>;

/** A secret shows as `<redacted>`: the engine tells none. */
export const toldLine = (message: ToldMessage): string => JSON.stringify(message);

/** What a person typed must arrive; the socket is open to nobody else. */
export const askedLine = (message: AskedMessage): string =>
	JSON.stringify(message, function (key, value: unknown) {
		const held: unknown = (this as Record<string, unknown>)[key];
		return held instanceof Secret ? {[secretKey]: held.reveal()} : value;
	});

/** @throws InstallError PROTOCOL_BROKEN */
export const readTold = (line: string): ToldMessage => read(toldSchema, line, 'the engine');

/** @throws InstallError PROTOCOL_BROKEN */
export const readAsked = (line: string): AskedMessage => read(askedSchema, line, 'a console');

const secretKey = '$secret';

const read = <Schema extends z.ZodType>(
	schema: Schema,
	line: string,
	from: string,
): z.output<Schema> => {
	const parsed = schema.safeParse(parseLine(line));
	if (!parsed.success) {
		throw new InstallError('PROTOCOL_BROKEN', {from});
	}
	return parsed.data;
};

const parseLine = (line: string): unknown => {
	try {
		return JSON.parse(line, (_, value: unknown) =>
			isTaggedSecret(value) ? new Secret(value[secretKey]) : value,
		);
	} catch {
		return undefined;
	}
};

const isTaggedSecret = (value: unknown): value is {readonly [secretKey]: string} =>
	typeof value === 'object' &&
	value !== null &&
	secretKey in value &&
	typeof value[secretKey] === 'string';
