/** Whether a configuration picks exactly one disk of a recorded host, and which checks would fail there. */
import {isBlocking} from '../engine/check.ts';
import {isForTheHost, isForTheSeed, rehearseMatch} from '../engine/rehearse.ts';
import {exitCodes} from '../errors.ts';
import type {Disk} from '../hardware/facts.ts';
import {findingLines} from '../unattended/plain-findings.ts';
import {matchLines} from '../unattended/plain-match.ts';
import type {OutputFormat} from './arguments.ts';
import {type HostWords, recordedHost} from './recorded-host.ts';
import type {Setting} from './setting.ts';

export const runMatch = async (
	{system, print}: Setting,
	words: HostWords,
	format: OutputFormat,
): Promise<number> => {
	const host = await recordedHost(system, words);
	const {config, match, decision} = await rehearseMatch(system, host);
	const findings = decision.findings.filter((one) => !isForTheHost(one) && !isForTheSeed(one));
	const blockers = findings.filter(isBlocking);
	const isGood = match.kind === 'one' && blockers.length === 0;
	const wanted = config.installationDisk;
	if (format === 'json') {
		const {chosenDisk} = decision;
		print(`${JSON.stringify({isGood, wanted, match: pathsOf(match), chosenDisk, findings})}\n`);
	} else {
		const disks: readonly Disk[] = host.facts.disks.known ? host.facts.disks.value : [];
		const notWell = findings.filter(({verdict}) => verdict.kind !== 'passed');
		const lines = [...matchLines(match, wanted?.value, disks), ...notWell.flatMap(findingLines)];
		print(`${[...lines, resultLine(isGood, findings.length - notWell.length)].join('\n')}\n`);
	}
	return isGood ? 0 : exitCodes.input;
};

type Match = Awaited<ReturnType<typeof rehearseMatch>>['match'];

const pathsOf = (match: Match): {readonly kind: string; readonly paths: readonly string[]} => {
	switch (match.kind) {
		case 'one':
			return {kind: 'one', paths: [match.disk.path]};
		case 'many':
			return {kind: 'many', paths: match.disks.map(({path}) => path)};
		case 'none':
			return {kind: 'none', paths: []};
	}
};

const resultLine = (isGood: boolean, passed: number): string =>
	isGood
		? `OK exactly one disk, nothing in the way; ${passed} checks passed, those of the seed and the network come later`
		: `FAIL this host would not be installed with this configuration`;
