/** The keys of a new site take longer than all the rest: they are begun before the rest is even loaded. */
import {keyBits, keyCount} from '../pki/specs.ts';
import {withKeysBegun} from '../system/keys-begun.ts';
import type {System} from '../system/types.ts';
import type {Invocation} from './arguments.ts';

type Create = Extract<Invocation, {command: 'create'}>;

export const withEarlyKeys = (
	system: System,
	{target, identityDirectory, fleetFile}: Create,
): System =>
	target === 'config-image' && identityDirectory === undefined && fleetFile === undefined
		? {...system, random: withKeysBegun(system.random, {bits: keyBits, count: keyCount})}
		: system;
