/** Takes away a lab host whose owner is gone. Started outside the host by the process that held it. */
import {realSystem} from '../../src/system/real.ts';
import {tearDown} from './tear-down.ts';

const [directory = ''] = process.argv.slice(2);
await tearDown(realSystem(process.env), directory);
