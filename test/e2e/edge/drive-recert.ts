/**
 * Runs the recert phase of a deployment through the real executor, inside an edge host whose configuration lies in its
 * place. The word is the limits of the plan as JSON; each event is one line of the output.
 */

import type {InstallEvent} from '../../../src/engine/events.ts';
import {planDeploy} from '../../../src/engine/plans/deploy.ts';
import {startRun} from '../../../src/engine/run.ts';
import type {Site} from '../../../src/engine/site/site.ts';
import {edgeSteps} from '../../../src/engine/steps/edge/index.ts';
import {readSite} from '../../../src/engine/steps/edge/inputs.ts';
import {realSystem} from '../../../src/system/real.ts';

const stateDirectory = '/var/lib/ibi-console/deploy';

const system = realSystem(process.env);
const [limits = '{}'] = process.argv.slice(2);
const controller = new AbortController();
process.on('SIGTERM', () => controller.abort());

/** The copy, what recert is given, and its run. */
const phases = ['copy', 'configure', 'check', 'recert'];

const plan = async () => {
	const site: Site = {
		manifest: await readSite(system),
		files: [],
		digest: 'of the test',
		origin: {kind: 'directory'},
	};
	const whole = planDeploy({site, stateDirectory, limits: JSON.parse(limits)});
	return {...whole, phases: whole.phases.filter(({id}) => phases.includes(id))};
};

await system.files.makeDirectory(stateDirectory, 0o700);
const run = {
	system,
	registry: edgeSteps,
	journalPath: `${stateDirectory}/journal.jsonl`,
	signal: controller.signal,
	listener: (event: InstallEvent) => process.stdout.write(`${JSON.stringify(event)}\n`),
};
const outcome = await startRun(await plan(), run);
process.exitCode = outcome.kind === 'done' ? 0 : 1;
