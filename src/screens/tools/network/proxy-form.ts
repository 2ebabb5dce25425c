/** A proxy as it is typed: texts in, what changes or a fault for each field out; pure. */
import {
	changedProxy,
	type ProxyChange,
	proxyChangeSchema,
	type ShownProxy,
	shownProxy,
} from '../../../engine/tools/proxy-change.ts';
import type {Words} from '../../../words/index.ts';
import type {Line} from '../../lines.ts';
import {comparedLines} from './change-lines.ts';
import type {Faults} from './typed-form.tsx';

export const proxyFields = ['httpProxy', 'httpsProxy', 'noProxy'] as const;

export type ProxyField = (typeof proxyFields)[number];

export type ProxyResult = {readonly ok: true; readonly change: ProxyChange} | Faults<ProxyField>;

/** What was not touched stays, with the password that is not shown. */
export const readProxyForm = (now: ShownProxy, texts: ShownProxy): ProxyResult => {
	const touched = proxyFields.filter((field) => texts[field].trim() !== now[field]);
	const typed = Object.fromEntries(touched.map((field) => [field, texts[field].trim()]));
	const parsed = proxyChangeSchema.safeParse(typed);
	if (parsed.success) {
		return {ok: true, change: parsed.data};
	}
	const faults = parsed.error.issues.map(({path}) => [path[0], 'invalid']);
	return {ok: false, faults: Object.fromEntries(faults)};
};

export const proxyLines = (
	now: ShownProxy,
	change: ProxyChange,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {fields} = words.screens.tools.network.proxy;
	const next = {...now, ...shownChange(change)};
	return comparedLines(
		proxyFields.map((field) => ({label: fields[field], before: now[field], after: next[field]})),
		words,
		columns,
	);
};

/** Only what changes: a password that was typed is not shown again. */
const shownChange = (change: ProxyChange): Partial<ShownProxy> => {
	const shown = shownProxy(changedProxy({}, change));
	return Object.fromEntries(
		proxyFields
			.filter((field) => change[field] !== undefined)
			.map((field) => [field, shown[field]]),
	);
};
