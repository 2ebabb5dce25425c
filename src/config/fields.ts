/**
 * The kinds of fields that our documents are made of. Each says in its error what it accepts; none repeats
 * what it was given.
 */

import {z} from 'zod';
import {hintFault} from '../hardware/hint-expression.ts';
import {typeName, unknownKey} from './faults.ts';
import {partitionStartFault} from './partition-start.ts';

/** An object whose keys are all known. */
export const closedObject = <Shape extends z.core.$ZodLooseShape>(
	shape: Shape,
	elsewhere: Readonly<Record<string, string>> = {},
) =>
	z.strictObject(shape, {
		error: (issue) =>
			issue.code === 'unrecognized_keys'
				? (issue['keys'] as readonly string[])
						.map((key) => unknownKey(key, Object.keys(shape), elsewhere))
						.join('\n')
				: wrongType('an object')(issue),
	});

export const text = (needed = 'a text') => z.string({error: wrongType(needed)});

export const filledText = (needed = 'a text') =>
	text(needed).min(1, {error: `found an empty text, needed ${needed}`});

export const flag = () => z.boolean({error: wrongType('true or false')});

export const listOf = <Item extends z.ZodType>(item: Item, needed: string) =>
	z.array(item, {error: wrongType(needed)});

export const oneOf = <const Values extends readonly string[]>(values: Values) =>
	z.enum(values, {
		error: ({input}) =>
			typeof input === 'string'
				? `needed one of ${values.join(', ')}`
				: wrongType(`one of ${values.join(', ')}`)({input}),
	});

export const wholeNumber = (minimum: number, maximum: number = Number.MAX_SAFE_INTEGER) => {
	const needed =
		maximum === Number.MAX_SAFE_INTEGER
			? `a whole number of ${minimum} or more`
			: `a whole number from ${minimum} to ${maximum}`;
	return z
		.number({error: wrongType(needed)})
		.refine((value) => Number.isInteger(value) && value >= minimum && value <= maximum, {
			error: ({input}) => `found ${String(input)}, needed ${needed}`,
		});
};

export const absolutePath = (needed = 'an absolute path') =>
	text(needed).regex(absolutePathPattern, {error: `needed ${needed}`});

export const imageReference = () =>
	text('the name of an image').regex(unbrokenText, {error: 'needed a name without spaces'});

/** A path or an identity; whether exactly one disk has it is seen on the host. */
export const diskName = () =>
	text(diskNameNeeded)
		.regex(/^(\/|serial:[^\s]|wwn:[^\s]|hint:[^\s])\P{Cc}*$/u, {
			error: `needed ${diskNameNeeded}`,
		})
		.superRefine((value, context) => {
			const fault = hintFault(value);
			if (fault !== undefined) {
				context.addIssue({code: 'custom', message: fault});
			}
		});

export const partitionStart = () =>
	text('a size as -40G').superRefine((value, context) => {
		const fault = partitionStartFault(value);
		if (fault !== undefined) {
			context.addIssue({code: 'custom', message: fault});
		}
	});

/** It becomes a GPT name (36 UTF-16 units at the most) and a name below /dev/disk/by-partlabel. */
export const partitionLabel = () =>
	text('a partition label')
		.regex(/^[A-Za-z0-9._-]{1,36}$/, {
			error: 'needed 1 to 36 letters, digits, dots, hyphens or underscores',
		})
		.refine((label) => !imageLabels.includes(label), {
			error: `needed a label that the CoreOS image does not use (${imageLabels.join(', ')})`,
		});

/** Partitions 1 to 4 are those of the CoreOS image. */
export const partitionNumber = () => wholeNumber(5, 128);

export const registryHost = () =>
	text('a registry host').regex(/^[A-Za-z0-9[\]_.:/-]+$/, {
		error: 'needed a registry host as registry.example.com:5000, without a scheme',
	});

export const wrongType =
	(needed: string) =>
	({input}: {readonly input?: unknown}): string => {
		if (input === undefined) {
			return 'is required';
		}
		const advice = typeof input === 'number' && needed.startsWith('a text') ? ' in quotes' : '';
		return `found ${typeName(input)}, needed ${needed}${advice}`;
	};

const diskNameNeeded = 'a device path as /dev/disk/by-id/…, serial:…, wwn:… or hint:…';
const imageLabels = ['BIOS-BOOT', 'EFI-SYSTEM', 'boot', 'root', 'PowerPC-PReP-boot', 'reserved'];
const unbrokenText = /^\S+$/;
const absolutePathPattern = /^\/\P{Cc}*$/u;
