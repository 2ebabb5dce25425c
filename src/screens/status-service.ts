/** Where programs may ask for the state of this host, and with what; nothing where no service was ordered. Pure. */
import type {ApiNotice} from '../engine/api/notice.ts';
import type {Words} from '../words/index.ts';
import {type Entry, type Line, sheet} from './lines.ts';
import {titledRule} from './rules.ts';

export const serviceLines = (
	api: ApiNotice | undefined,
	words: Words,
	columns: number,
): readonly Line[] =>
	api === undefined
		? []
		: [
				titledRule(columns, words.screens.statusService.title),
				...sheet(entriesOf(api, words), columns),
			];

const entriesOf = (api: ApiNotice, {screens}: Words): readonly Entry[] => {
	const {labels, at, everyAddress} = screens.statusService;
	if (api.kind === 'failed') {
		return [{label: labels.problem, value: api.problem.message, tone: 'warning'}];
	}
	const {host, port, token, fingerprint} = api;
	return [
		{label: labels.at, value: at(host === '' ? everyAddress : host, port)},
		...(token === undefined ? [] : [{label: labels.token, value: token}]),
		{label: labels.fingerprint, value: fingerprint},
	];
};
