/** An Ignition configuration (spec 3.x), as far as we write and merge one. */
import type {Secret} from '../../secret.ts';

export type IgnitionFile = {
	readonly path: string;
	readonly user?: {readonly name: string};
	readonly overwrite?: boolean;
	readonly contents: {readonly source: string | Secret};
	readonly mode?: number;
};

export type IgnitionUnit = {
	readonly name: string;
	readonly enabled?: boolean;
	readonly contents?: string;
};

/** What a program needs on the live system. */
export type IgnitionParts = {
	readonly files: readonly IgnitionFile[];
	readonly units: readonly IgnitionUnit[];
};

export type IgnitionConfig = {
	readonly ignition: {readonly version: string} & Readonly<Record<string, unknown>>;
} & Readonly<Record<string, unknown>>;
