/** What an error code means, for who reads it on a screen or hears it on the phone. */
import {nearestName} from '../config/faults.ts';
import {InstallError} from '../errors.ts';
import {explain} from '../words/errors-page.ts';
import {problems} from '../words/problems.ts';
import type {OutputFormat} from './arguments.ts';
import type {Setting} from './setting.ts';

/** @throws InstallError USAGE when there is no such code */
export const runExplain = ({print}: Setting, code: string, format: OutputFormat): number => {
	const found = explain(code);
	if (found === undefined) {
		const nearest = nearestName(code, Object.keys(problems));
		const advice = nearest === undefined ? '' : `; did you mean ${nearest}?`;
		throw new InstallError('USAGE', {what: `there is no error code ${code}${advice}`});
	}
	if (format === 'json') {
		print(`${JSON.stringify(found, undefined, 2)}\n`);
		return 0;
	}
	print(
		[
			`${found.code} (${found.kind}): ${found.meaning}`,
			...found.causes.map((text) => `  usual cause: ${text}`),
			...found.remedy.map((text) => `  do: ${text}`),
			'',
		].join('\n'),
	);
	return 0;
};
