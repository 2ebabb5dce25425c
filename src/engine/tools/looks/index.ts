/** Every look, one row each; its key is its subject. */
import type {Look} from '../look.ts';
import {services} from './services.ts';

export const looks = {services} as const;

export type Subject = keyof typeof looks;

export type LookParams<Of extends Subject> =
	(typeof looks)[Of] extends Look<infer Params, infer _Reading> ? Params : never;

export type Reading<Of extends Subject> =
	(typeof looks)[Of] extends Look<infer _Params, infer Answer> ? Answer : never;
