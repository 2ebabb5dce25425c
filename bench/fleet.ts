/**
 * The configuration ISOs of a fleet: one run for all, beside a run for each site. 40 sites, so that it ends in a
 * minute; `bench/one.ts fleet 500` takes some. The run for each is measured on a part of them, since every one is the
 * same. In turns, since the machine has other work too.
 */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {minimalInstallConfig} from '../test/config/install-documents.ts';
import {atMost, type Figure, median} from './figure.ts';

const usual = 40;
const alone = 10;

/** At least 1.8 times as fast. */
const target = 0.55;

export const measureFleet = (bundle: string, sites = usual): readonly Figure[] => {
	const turns = sites > usual ? 1 : 3;
	const aloneNow = sites > usual ? 2 * alone : alone;
	const directory = mkdtempSync(join(tmpdir(), 'ibi-bench-fleet-'));
	try {
		writeInputs(directory, sites);
		const ratios = Array.from({length: turns}, () => {
			rmSync(join(directory, 'out'), {recursive: true, force: true});
			const fleetMs = timed(bundle, [
				'--fleet',
				join(directory, 'sites.yaml'),
				'--dir',
				join(directory, 'out'),
			]);
			const eachMs = Array.from({length: aloneNow}, () =>
				timed(bundle, ['--dir', join(directory, 'alone')]),
			).reduce((sum, ms) => sum + ms, 0);
			return fleetMs / sites / (eachMs / aloneNow);
		});
		return [
			atMost(
				`fleet of ${sites} sites, a site beside a run of its own`,
				median(ratios),
				'times',
				target,
				sites > usual ? `node bench/one.ts fleet ${sites}` : 'make bench',
			),
		];
	} finally {
		rmSync(directory, {recursive: true});
	}
};

const writeInputs = (directory: string, sites: number): void => {
	mkdirSync(join(directory, 'alone'));
	const document = JSON.stringify(minimalInstallConfig);
	writeFileSync(join(directory, 'alone/install-config.yaml'), document);
	writeFileSync(join(directory, 'alone/image-based-config.yaml'), 'hostname: node\n');
	writeFileSync(join(directory, 'install-config.yaml'), document);
	const rows = Array.from({length: sites}, (_, index) => ({
		name: `site-${index}`,
		imageBasedConfig: {hostname: `node-${index}`},
	}));
	writeFileSync(join(directory, 'sites.yaml'), JSON.stringify({sites: rows}));
};

const timed = (bundle: string, words: readonly string[]): number => {
	const startedMs = performance.now();
	execFileSync(resolve(bundle), ['create', 'config-image', ...words], {stdio: 'ignore'});
	return performance.now() - startedMs;
};
