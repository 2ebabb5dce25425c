/** The unattended flow on recorded facts, told decision by decision, each with its source; nothing is written. */
import type {Orders} from '../config/orders.ts';
import {isForTheHost, type Rehearsed, rehearse} from '../engine/rehearse.ts';
import {exitCodes} from '../errors.ts';
import type {Disk, Facts} from '../hardware/facts.ts';
import {findingLines} from '../unattended/plain-findings.ts';
import {matchLines} from '../unattended/plain-match.ts';
import {planLines} from '../unattended/plain-plan.ts';
import {settingLines} from '../unattended/plain-settings.ts';
import type {OutputFormat} from './arguments.ts';
import {problemText} from './exit-code.ts';
import {type HostWords, recordedHost} from './recorded-host.ts';
import type {Setting} from './setting.ts';

export const runRehearse = async (
	{system, print, signal}: Setting,
	words: HostWords,
	seedImage: string | undefined,
	format: OutputFormat,
): Promise<number> => {
	const host = await recordedHost(system, words);
	const rehearsed = await rehearse(system, host, seedImage, signal);
	const start = startOf(rehearsed.orders);
	if (format === 'json') {
		const {decision, ...rest} = rehearsed;
		print(`${JSON.stringify({start, ...rest, ...decision}, undefined, 2)}\n`);
	} else {
		print(`${textLines(host.facts, rehearsed, start).join('\n')}\n`);
	}
	const {decision, problem} = rehearsed;
	return decision.plan === undefined ? exitCodes[problem?.kind ?? 'input'] : 0;
};

/** What the host would do once all is decided. */
type Start = {readonly kind: 'installs' | 'asks' | 'refuses'; readonly why: string};

const startOf = ({mode, wipe, countdownSeconds}: Orders): Start => {
	if (mode !== 'auto') {
		return {kind: 'asks', why: `ibi.mode is ${mode ?? 'not given'}: it waits for a person`};
	}
	if (wipe !== 'yes') {
		return {kind: 'refuses', why: 'ibi.mode=auto without ibi.wipe=yes: nobody consented'};
	}
	const wait = countdownSeconds === undefined ? 'the usual countdown' : `${countdownSeconds} s`;
	return {kind: 'installs', why: `ibi.mode=auto and ibi.wipe=yes, after ${wait}`};
};

const textLines = (facts: Facts, rehearsed: Rehearsed, start: Start): readonly string[] => {
	const {config, warnings, match, decision, problem} = rehearsed;
	const disks: readonly Disk[] = facts.disks.known ? facts.disks.value : [];
	const wanted = config.installationDisk;
	const source =
		wanted === undefined ? [] : [`  by installationDisk, which came from ${wanted.from}`];
	const here = decision.findings.filter((one) => !isForTheHost(one));
	const later = decision.findings.filter(isForTheHost);
	return [
		...settingLines(config),
		...warnings.map((warning) => `WARNING ${warning}`),
		...matchLines(match, wanted?.value, disks),
		...source,
		...here.flatMap(findingLines),
		`LATER ${later.length} checks of the network run on the host: ${later.map(({id}) => id).join(', ')}`,
		...(problem === undefined ? [] : problemText(problem).trimEnd().split('\n')),
		`START ${start.kind}: ${start.why}`,
		...(decision.plan === undefined ? ['FAIL there is no plan'] : planLines(decision.plan)),
	];
};
