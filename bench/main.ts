/** Measures, prints a table, and writes `bench/results.jsonl`: one JSON line a figure. */
import {writeFileSync} from 'node:fs';
import {measureDeploy} from './deploy/index.ts';
import {table} from './figure.ts';
import {measureFleet} from './fleet.ts';
import {measureInstall} from './install/index.ts';
import {measureIsos} from './iso.ts';
import {measureLines} from './line.ts';
import {measureStart} from './start.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const bundle = 'dist/ibi-console.js';
const figures = [
	...(await measureStart(bundle)),
	...(await measureLines()),
	...(await measureIsos(bundle)),
	...measureFleet(bundle),
	...(await measureInstall(print)),
	...(await measureDeploy(print)),
];
writeFileSync(
	'bench/results.jsonl',
	figures.map((figure) => `${JSON.stringify(figure)}\n`).join(''),
);
process.stdout.write(`${table(figures)}\n`);
