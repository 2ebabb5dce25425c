/**
 * The process that makes a namespace into a lab host and then holds it. It is started by `unshare`, prints one
 * line when the host is ready, and ends with its standard input. An owner that leaves properly says a word
 * there first; without it the owner was killed, and the host is taken away from here.
 */
import {spawn} from 'node:child_process';
import {readFile, readlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {realSystem} from '../../src/system/real.ts';
import {startRegistry} from '../registry.ts';
import {silentReporter} from '../reporter.ts';
import type {Lab} from '../stage.ts';
import {makeFiles} from './files.ts';
import {makeMounts} from './mounts.ts';
import {makeNetwork} from './network.ts';
import {type HostSpec, outsideDescriptor} from './spec.ts';
import {namespaceFile} from './tear-down.ts';

const spec = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as HostSpec;
const system = realSystem(process.env);
const lab: Lab = {system, settings: spec.settings, reporter: silentReporter};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {});
}
await writeFile(join(spec.directory, namespaceFile), await readlink('/proc/self/ns/mnt'));
await makeMounts(lab, spec);
await makeFiles(lab, spec);
await makeNetwork(lab);
const registry =
	spec.registryStorage === undefined
		? undefined
		: await startRegistry(lab, {storage: spec.registryStorage, access: 'read-only'});

process.stdout.write('ready\n');
let released = false;
process.stdin.on('data', () => {
	released = true;
});
process.stdin.on('end', () => void leave());

async function leave(): Promise<void> {
	await registry?.stop();
	if (!released) {
		tearDownFromOutside();
	}
	process.exit(0);
}

/** Our own mounts keep the host's folder busy as long as we look at it from in here. */
function tearDownFromOutside(): void {
	const script = join(import.meta.dirname, 'abandoned.ts');
	const namespace = `--mount=/proc/self/fd/${outsideDescriptor}`;
	spawn('nsenter', [namespace, process.execPath, script, spec.directory], {
		detached: true,
		stdio: ['ignore', 'ignore', 'ignore', outsideDescriptor],
	});
}
