/** The lab's own command line: `node lab/main.ts build | registry | host -- <command> | boot <image> | clean`. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {stderr} from 'node:process';
import {realSystem} from '../src/system/real.ts';
import {startHost} from './host.ts';
import {reporterOn} from './reporter.ts';
import {labSettings} from './settings.ts';
import {buildStages, type Lab} from './stage.ts';
import {stages} from './stages.ts';

const lab: Lab = {
	system: realSystem(process.env),
	settings: labSettings(process.env),
	reporter: reporterOn((text) => stderr.write(text), stderr.isTTY),
};

const host = async (words: readonly string[]): Promise<number> => {
	await buildStages(stages, lab);
	await using started = await startHost(lab);
	const [program = 'bash', ...args] = words[0] === '--' ? words.slice(1) : words;
	const command = started.inside(program, ...args);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {});
	}
	const child = spawn(command.program, [...command.args], {stdio: 'inherit'});
	const [code] = await once(child, 'exit');
	return typeof code === 'number' ? code : 1;
};

const [verb, ...words] = process.argv.slice(2);
if (verb === 'host') {
	process.exitCode = await host(words);
} else {
	await buildStages(stages, lab);
}
