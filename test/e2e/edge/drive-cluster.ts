/**
 * Runs a deployment through the real executor, inside an edge host whose configuration lies in its place: all of it but
 * the end, which would take the inputs away. Each event is one line of the output.
 */
import type {InstallEvent} from '../../../src/engine/events.ts';
import {planDeploy} from '../../../src/engine/plans/deploy.ts';
import {resumeRun, startRun} from '../../../src/engine/run.ts';
import {edgeSteps} from '../../../src/engine/steps/edge/index.ts';
import {readSite} from '../../../src/engine/steps/edge/inputs.ts';
import {realSystem} from '../../../src/system/real.ts';

const stateDirectory = '/var/lib/ibi-console/deploy';

const system = realSystem(process.env);
const [verb] = process.argv.slice(2);

const plan = async () => {
	const files = (await system.files.list('/opt/openshift/extra-manifests')).map((name) => ({
		path: `extra-manifests/${name}`,
		sizeBytes: 0,
		digest: 'of the test',
	}));
	const manifest = await readSite(system);
	const site = {manifest, files, digest: 'of the test', origin: {kind: 'directory'}} as const;
	const whole = planDeploy({site, stateDirectory});
	return {...whole, phases: whole.phases.filter(({id}) => id !== 'finish')};
};

await system.files.makeDirectory(stateDirectory, 0o700);
const run = {
	system,
	registry: edgeSteps,
	journalPath: `${stateDirectory}/journal.jsonl`,
	signal: new AbortController().signal,
	listener: (event: InstallEvent) => process.stdout.write(`${JSON.stringify(event)}\n`),
};
const outcome = verb === 'resume' ? await resumeRun(run) : await startRun(await plan(), run);
process.exitCode = outcome.kind === 'done' ? 0 : 1;
