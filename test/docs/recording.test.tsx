/**
 * The page of the recording is drawn from what an engine told while a lab host was installed and deployed
 * (test/fixtures/recording): it can show nothing that the console does not.
 */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {EdgeAction} from '../../src/engine/edge/actions.ts';
import type {EdgeEvent} from '../../src/engine/edge/events.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {App} from '../../src/screens/app.tsx';
import {EdgeApp} from '../../src/screens/edge/app.tsx';
import {attachedReduction} from '../../src/store/attached.ts';
import type {Reduction} from '../../src/store/create.ts';
import {reduceEdge} from '../../src/store/edge/reduce.ts';
import {type EdgeState, initialEdgeState} from '../../src/store/edge/state.ts';
import {reduce} from '../../src/store/reduce.ts';
import {type ConsoleState, initialState} from '../../src/store/state.ts';
import {words} from '../../src/words/index.ts';
import type {Line} from '../fixtures/recording/lines.ts';
import {renderScreen} from '../helpers/terminal.tsx';
import {fakeClock, fakeConsole} from '../screens/fake-console.ts';
import {pictureAfter} from '../screens/show.tsx';

type Frame = {
	readonly says: string;
	/** The first line of the recording that has these. */
	readonly at: (told: Line['told']) => boolean;
	/** As it was just before that line. */
	readonly isBefore?: boolean;
	readonly keys?: readonly string[];
};

const step = (id: string, type: string, from = 0) => {
	return ({event}: Line['told']): boolean =>
		event?.type === type &&
		event.step === id &&
		Number((event as {done?: number}).done ?? from) >= from;
};

const isOfType =
	(type: string) =>
	(told: Line['told']): boolean =>
		told.type === type || told.event?.type === type;

const linesOf = (name: string): readonly Line[] =>
	readFileSync(new URL(`../fixtures/recording/${name}.jsonl`, import.meta.url), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Line);

const minutesOf = (from: string, to: string): string => {
	const seconds = Math.floor((Date.parse(to) - Date.parse(from)) / 1000);
	return [Math.floor(seconds / 60), seconds % 60]
		.map((part) => `${part}`.padStart(2, '0'))
		.join(':');
};

/** Each frame with its time since the recording began. */
const framesOf = async <State, Told extends {readonly type: string}>(
	name: string,
	reduction: Reduction<State, Told>,
	frames: readonly Frame[],
	draw: (state: State, clock: ReturnType<typeof fakeClock>) => Parameters<typeof renderScreen>[0],
): Promise<readonly string[]> => {
	const lines = linesOf(name);
	const {initial, reduce: take} = attachedReduction(reduction);
	const shown: string[] = [];
	for (const {says, at, isBefore = false, keys = []} of frames) {
		const index = lines.findIndex(({told}) => at(told)) - (isBefore ? 1 : 0);
		expect(index, says).toBeGreaterThanOrEqual(0);
		const state = lines
			.slice(0, index + 1)
			.reduce((before, {told}) => take(before, told as never), initial);
		const moment = lines[index]?.at ?? '';
		const screen = await renderScreen(draw(state, fakeClock(moment)));
		const picture = await pictureAfter(screen, keys);
		await screen.close();
		shown.push(
			`**${minutesOf(lines[0]?.at ?? '', moment)}** ${says}\n\n\`\`\`text${picture}\`\`\`\n`,
		);
	}
	return shown;
};

const install: readonly Frame[] = [
	{
		says: 'The live ISO has started; the console says which host this is and what was found.',
		at: isOfType('ladder.loaded'),
	},
	{
		says: 'Every disk is listed; one that cannot be chosen says why.',
		at: isOfType('decided'),
		keys: ['1'],
	},
	{
		says: 'The last question: what dies on this disk, and an id to be read off it.',
		at: isOfType('run.started'),
		isBefore: true,
		keys: ['1', 'enter', '1'],
	},
	{
		says: 'The base system is written.',
		at: step('disk.write-image', 'step.progressed', 100_000_000),
	},
	{
		says: 'The seed image is unpacked while its container images are fetched.',
		at: step('seed.unpack', 'step.progressed', 130_000_000),
	},
	{says: 'Done: the job sheet, and the host can be shipped.', at: isOfType('run.finished')},
];

const deployment: readonly Frame[] = [
	{
		says: 'At the site: a stick with the configuration was plugged in.',
		at: isOfType('finding.accepted'),
	},
	{
		says: 'recert gives the cluster its new names, keys and certificates.',
		at: step('recert.run', 'step.progressed', 7),
	},
	{
		says: 'The kubelet runs, and the operators of the cluster come up.',
		at: step('cluster.ready', 'step.progressed', 5),
	},
	{says: 'Ready: the host is a cluster, and its console is locked.', at: isOfType('run.finished')},
];

const page = (first: readonly string[], second: readonly string[]): string => `# A recording

The whole way of one host, from the live ISO to a cluster that is ready, in ten pictures with the time since each half began.
It was recorded in the lab (\`test/fixtures/recording\`), whose disks are sparse files, whose images are small and whose
recert and cluster are stand-ins ([lab.md](lab.md)): real hosts take longer, as [performance.md](performance.md) says. The
pictures are drawn from what was recorded whenever the tests run, and \`node test/fixtures/recording/record.ts\` records it
anew; \`ibi-console replay BUNDLE\` plays any run like this.

## In the factory

${first.join('\n')}
## At the site

${second.join('\n')}`;

test('docs/recording.md is what the screens make of the recording (vitest --update=all writes it anew)', async () => {
	const first = await framesOf<ConsoleState, SessionEvent>(
		'install',
		{initial: initialState, reduce},
		install,
		(state, clock) => (
			<App
				console={fakeConsole(state)}
				clock={clock}
				words={words}
				journalPath="/run/ibi-console/journal.jsonl"
			/>
		),
	);
	const second = await framesOf<EdgeState, EdgeEvent>(
		'deployment',
		{initial: initialEdgeState, reduce: reduceEdge},
		deployment,
		(state, clock) => (
			<EdgeApp console={fakeConsole<EdgeState, EdgeAction>(state)} clock={clock} words={words} />
		),
	);
	await expect(page(first, second)).toMatchFileSnapshot('../../docs/recording.md');
});
