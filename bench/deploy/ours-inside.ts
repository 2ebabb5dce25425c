/**
 * Our plan from a configuration that is there to a kubelet that was started, through the real engine inside an edge
 * host. Prints milliseconds in all and those of recert itself.
 */
import {planDeploy} from '../../src/engine/plans/deploy.ts';
import {startRun} from '../../src/engine/run.ts';
import {edgeSteps} from '../../src/engine/steps/edge/index.ts';
import {readSite} from '../../src/engine/steps/edge/inputs.ts';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';

const stateDirectory = '/var/lib/ibi-console/deploy';
const withoutKubelet = ['cluster', 'ready', 'finish'];

const real = realSystem(process.env);
let recertMs = 0;
const system: System = {
	...real,
	run: async (command, options) => {
		const startedMs = performance.now();
		try {
			return await real.run(command, options);
		} finally {
			recertMs += command.args.includes('--name=recert') ? performance.now() - startedMs : 0;
		}
	},
};

const startedMs = performance.now();
const site = {
	manifest: await readSite(system),
	files: [],
	digest: '',
	origin: {kind: 'directory'},
} as const;
const whole = planDeploy({site, stateDirectory});
const plan = {...whole, phases: whole.phases.filter(({id}) => !withoutKubelet.includes(id))};
await system.files.makeDirectory(stateDirectory, 0o700);
const outcome = await startRun(plan, {
	system,
	registry: edgeSteps,
	journalPath: `${stateDirectory}/journal.jsonl`,
	signal: new AbortController().signal,
	listener: (event) => {
		if (event.type === 'step.finished') {
			process.stderr.write(`${event.step} ${event.durationMs}\n`);
		}
	},
});
process.stdout.write(`${Math.round(performance.now() - startedMs)} ${Math.round(recertMs)}\n`);
process.exitCode = outcome.kind === 'done' ? 0 : 1;
