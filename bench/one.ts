/**
 * One of the figures of a workstation, for a machine that is quiet just now; `make build` comes before.
 *   node bench/one.ts installation | configuration | fleet [SITES]
 */
import {table} from './figure.ts';
import {measureFleet} from './fleet.ts';
import {measureConfiguration, measureInstallation} from './iso.ts';

const [what, sites = '500'] = process.argv.slice(2);
const bundle = 'dist/ibi-console.js';

const measured = async () => {
	switch (what) {
		case 'installation':
			return measureInstallation(bundle);
		case 'configuration':
			return measureConfiguration(bundle);
		case 'fleet':
			return measureFleet(bundle, Number(sites));
		default:
			throw new Error('one of installation, configuration, fleet');
	}
};

process.stdout.write(`${table(await measured())}\n`);
