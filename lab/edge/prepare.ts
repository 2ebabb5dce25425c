/** Run once at each start of an edge host, in its namespaces: puts its root directory together. */
import {readFile} from 'node:fs/promises';
import {realSystem} from '../../src/system/real.ts';
import {silentReporter} from '../reporter.ts';
import type {Lab} from '../stage.ts';
import {makeDevices} from './devices.ts';
import {makeFiles} from './files.ts';
import {makeRoot} from './root.ts';
import type {EdgeSpec} from './spec.ts';

const spec = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as EdgeSpec;
const lab: Lab = {
	system: realSystem(process.env),
	settings: spec.settings,
	reporter: silentReporter,
};

const root = await makeRoot(lab, spec);
await makeDevices(lab, root, spec.disk);
await makeFiles(lab, root, spec);
