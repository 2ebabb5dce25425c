/**
 * The screen that a console shows of a journal, at 80x24. What differs from run to run (times, run id, the
 * name of the loop device) is made the same; lines of the log are left out.
 */
import type {LabHost} from '../../../lab/host.ts';
import type {InstallEvent} from '../../../src/engine/events.ts';
import {closingEvents, historyOf} from '../../../src/engine/history.ts';
import {type Facts, known} from '../../../src/hardware/facts.ts';
import {reduceRun} from '../../../src/store/reduce-run.ts';
import {initialState, type RunState} from '../../../src/store/state.ts';
import {facts as someFacts} from '../../screens/fixtures/facts.ts';
import {pictureOf} from '../../screens/show.tsx';
import {lab} from '../lab-install.ts';
import {journalOf} from './console.ts';

const at = '2026-11-21T09:18:00.000Z';

export const failureScreen = async (
	host: LabHost,
	keys: readonly string[] = [],
): Promise<string> => {
	const run = runOf((await journalOf(host)).map((event) => steady(event, host)));
	if (run === undefined) {
		return 'no run was started';
	}
	const state = {
		...initialState,
		facts: {kind: 'loaded' as const, value: factsOf(host)},
		chosenDisk: '/dev/sda',
		run,
	};
	const picture = await pictureOf(state, keys);
	return picture.replace(/\n+$/, '\n');
};

const runOf = (events: readonly InstallEvent[]): RunState | undefined => {
	let run: RunState | undefined;
	for (const event of [...events, ...endOf(events)]) {
		if (event.type !== 'step.logged' && event.type !== 'step.progressed') {
			run = reduceRun(run, event).run ?? run;
		}
	}
	return run;
};

/** What the engine adds when it is started again after it was killed. */
const endOf = (events: readonly InstallEvent[]): readonly InstallEvent[] => {
	const history = historyOf(events);
	return history === undefined
		? []
		: closingEvents(history).map((body) => ({seq: history.latestSeq, at, ...body}));
};

const steady = (event: InstallEvent, host: LabHost): InstallEvent => {
	const text = JSON.stringify({...event, at})
		.replaceAll(host.disks.target.device, '/dev/sda')
		.replaceAll(lab.settings.registry, 'registry.lab:5000')
		.replace(/"runId":"[^"]*"/, '"runId":"0011223344556677"')
		.replace(/"durationMs":\d+/, '"durationMs":1000')
		.replaceAll(/sha256:[0-9a-f]{64}/g, `sha256:${'a'.repeat(64)}`)
		.replaceAll(/time=\\"[^"]*\\"/g, 'time=\\"2026-11-21T09:18:00Z\\"')
		.replaceAll(/\d+ did not arrive/g, '15 did not arrive')
		.replaceAll(/and \d+ more/g, 'and 13 more')
		.replaceAll(/connection reset by peer/g, 'unexpected EOF')
		.replaceAll(/attach number was \d+, is \d+/g, 'attach number was 1338, is 1342')
		.replaceAll(/oci-put-blob\d+/g, 'oci-put-blob000000001');
	return JSON.parse(text) as InstallEvent;
};

/** Of the lab's target; the host itself is somebody's machine. */
const factsOf = ({disks: {target}}: LabHost): Facts => {
	const [first] = someFacts.disks.known ? someFacts.disks.value : [];
	if (first === undefined) {
		return someFacts;
	}
	const disk = {
		...first,
		path: '/dev/sda',
		fingerprint: {...first.fingerprint, serial: target.serial, model: target.model},
	};
	return {
		...someFacts,
		disks: known([disk]),
		host: {...someFacts.host, serial: known('LAB0001'), hostName: known('lab-host')},
	};
};
