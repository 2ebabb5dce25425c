/**
 * One of the figures, for a machine that is quiet just now; `make build` comes before.
 *   node bench/one.ts start | installation | configuration | fleet [SITES]
 *   node bench/one.ts install ['1 Gb/s' | '100 Mb/s']     as root, two minutes a speed
 */
import {table} from './figure.ts';
import {measureFleet} from './fleet.ts';
import {measureInstall} from './install/index.ts';
import {measureConfiguration, measureInstallation} from './iso.ts';
import {measureStart} from './start.ts';

const [what, which] = process.argv.slice(2);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const bundle = 'dist/ibi-console.js';

const measured = async () => {
	switch (what) {
		case 'start':
			return measureStart(bundle);
		case 'installation':
			return measureInstallation(bundle);
		case 'configuration':
			return measureConfiguration(bundle);
		case 'fleet':
			return measureFleet(bundle, Number(which ?? '500'));
		case 'install':
			return measureInstall(print, which);
		default:
			throw new Error('one of start, installation, configuration, fleet, install');
	}
};

print(table(await measured()));
