import {stderr} from 'node:process';
import {realSystem} from '../src/system/real.ts';
import {reporterOn} from './reporter.ts';
import {labSettings} from './settings.ts';
import {buildStages} from './stage.ts';
import {stages} from './stages.ts';

const lab = {
	system: realSystem(process.env),
	settings: labSettings(process.env),
	reporter: reporterOn((text) => stderr.write(text), stderr.isTTY),
};
await buildStages(stages, lab);
