/**
 * The process that makes a namespace into a lab host and then holds it. It is started by `unshare`, and prints one
 * line when the host is ready.
 */
import {readFile} from 'node:fs/promises';
import {realSystem} from '../../src/system/real.ts';
import {startRegistry} from '../registry.ts';
import {silentReporter} from '../reporter.ts';
import type {Lab} from '../stage.ts';
import {makeFiles} from './files.ts';
import {holdUntilLeft, ignoreSignals} from './hold.ts';
import {markNamespace} from './mark.ts';
import {makeMounts} from './mounts.ts';
import {makeNetwork} from './network.ts';
import type {HostSpec} from './spec.ts';

const spec = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as HostSpec;
const system = realSystem(process.env);
const lab: Lab = {system, settings: spec.settings, reporter: silentReporter};

ignoreSignals();
await markNamespace(lab, spec.directory);
await makeMounts(lab, spec);
await makeFiles(lab, spec);
await makeNetwork(lab, {address: '192.0.2.10/24'});
const registry =
	spec.registryStorage === undefined
		? undefined
		: await startRegistry(lab, {storage: spec.registryStorage, access: 'read-only'});

process.stdout.write('ready\n');
holdUntilLeft(spec.directory, async () => registry?.stop());
