/**
 * Runs an install plan through the real engine, without a console; started inside a lab host. The words are
 * settings as JSON, laid over those that the host has, or the disk to wipe; each event is one line of the output.
 */
import {completeSettings} from '../src/config/complete.ts';
import type {Settings} from '../src/config/settings.ts';
import {loadConfig} from '../src/config/sources/index.ts';
import {documentReader} from '../src/engine/config-document.ts';
import type {InstallEvent} from '../src/engine/events.ts';
import {planInstall} from '../src/engine/plans/install.ts';
import {planWipe} from '../src/engine/plans/wipe.ts';
import {resumeRun, startRun} from '../src/engine/run.ts';
import {steps} from '../src/engine/steps/index.ts';
import {matchDisk} from '../src/hardware/match.ts';
import {probeHost} from '../src/hardware/probe.ts';
import {readSeed} from '../src/seed/read.ts';
import {parseSeedSource} from '../src/seed/source.ts';
import {realSystem} from '../src/system/real.ts';

const system = realSystem(process.env);
const [verb, flags = '{}'] = process.argv.slice(2);
const controller = new AbortController();
process.on('SIGTERM', () => controller.abort());

const plan = async () => {
	const config = await loadConfig(system, documentReader(controller.signal), {
		flags: JSON.parse(flags) as Partial<Settings>,
	});
	const settings = completeSettings(config.config);
	const facts = await probeHost(system);
	const disks = facts.disks.known ? facts.disks.value : [];
	const match = matchDisk(disks, settings.installationDisk);
	if (match.kind !== 'one') {
		throw new Error(`not one disk: ${JSON.stringify(match)}`);
	}
	const source = parseSeedSource(settings.seedImage, settings.authFile);
	const seed = await readSeed(system, source, 'amd64', controller.signal);
	return planInstall({settings, facts, disk: match.disk, seed});
};

const wipePlan = async () => {
	const facts = await probeHost(system);
	const match = matchDisk(facts.disks.known ? facts.disks.value : [], flags);
	if (match.kind !== 'one') {
		throw new Error(`not one disk: ${JSON.stringify(match)}`);
	}
	return planWipe({facts, disk: match.disk});
};

const run = {
	system,
	registry: steps,
	journalPath: '/run/ibi-console-journal.jsonl',
	signal: controller.signal,
	listener: (event: InstallEvent) => process.stdout.write(`${JSON.stringify(event)}\n`),
};

const start = async () => startRun(verb === 'wipe' ? await wipePlan() : await plan(), run);
const outcome = verb === 'resume' ? await resumeRun(run) : await start();
process.exitCode = outcome.kind === 'done' ? 0 : 1;
