/**
 * Stands in for `chronyc` at the edge, where no chronyd runs: a clock that is well unless `/run/ibi-lab/chrony.json`
 * says otherwise: `{"offsetSeconds": 12.5, "leap": "Not synchronised"}`. Only the reports that are asked for with `-c`.
 */
import {appendFileSync, readFileSync} from 'node:fs';

type Clock = {readonly offsetSeconds?: number; readonly leap?: string};

const args = process.argv.slice(2).filter((word) => !word.startsWith('-'));
appendFileSync('/run/ibi-lab/chronyc', `${process.argv.slice(2).join(' ')}\n`);
const {offsetSeconds = 0.000_012, leap = 'Normal'} = clock();
const isSynchronised = leap === 'Normal';

switch (args[0]) {
	case 'tracking':
		process.stdout.write(
			`${isSynchronised ? 'C0000201' : '00000000'},192.0.2.1,3,1732190000.123456789,${offsetSeconds},` +
				`0.000001,0.000002,-1.234,0.001,0.012,0.000456,0.000789,64.5,${leap}\n`,
		);
		break;
	case 'sources':
		process.stdout.write(
			`^,${isSynchronised ? '*' : '?'},192.0.2.1,2,6,377,12,0.0001,0.0001,0.001\n`,
		);
		break;
	case 'waitsync':
		process.exitCode = isSynchronised ? 0 : 1;
		break;
	case 'makestep':
	case 'online':
	case 'burst':
		process.stdout.write('200 OK\n');
		break;
	default:
		process.stderr.write(`chronyc stand-in: ${args.join(' ')} is not known\n`);
		process.exitCode = 1;
}

function clock(): Clock {
	try {
		return JSON.parse(readFileSync('/run/ibi-lab/chrony.json', 'utf8')) as Clock;
	} catch {
		return {};
	}
}
