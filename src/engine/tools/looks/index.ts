/** Every look, one row each; its key is its subject. */
import type {Look} from '../look.ts';
import {diskRates} from './disk-rates.ts';
import {disks} from './disks.ts';
import {load} from './load.ts';
import {logs} from './logs.ts';
import {network} from './network.ts';
import {ports} from './ports.ts';
import {repair} from './repair.ts';
import {services} from './services.ts';
import {space} from './space.ts';
import {sticks} from './sticks.ts';
import {time} from './time.ts';

export const looks = {
	repair,
	network,
	ports,
	diskRates,
	disks,
	load,
	logs,
	space,
	services,
	time,
	sticks,
} as const;

export type Subject = keyof typeof looks;

export type LookParams<Of extends Subject> = {
	readonly [One in Of]: (typeof looks)[One] extends Look<infer Params, infer _Reading>
		? Params
		: never;
}[Of];

export type Reading<Of extends Subject> = {
	readonly [One in Of]: (typeof looks)[One] extends Look<infer _Params, infer Answer>
		? Answer
		: never;
}[Of];
