/** Owns a lab host in which a program runs, prints the host's folder, and waits to be killed. */
import {spawn} from 'node:child_process';
import {startHost} from '../../lab/host.ts';
import {lab} from './lab-install.ts';

const host = await startHost(lab, {registry: 'down'});
const command = host.inside('tail', '--follow', '/dev/null', `${host.directory}/spec.json`);
spawn(command.program, command.args, {stdio: 'ignore'});
process.stdout.write(`${host.directory}\n`);
