/** Ports as sysfs shows them: what is not started tells no carrier, and what is no card is no port. */
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {nothingKnown} from '../../../src/engine/tools/known.ts';
import {ports} from '../../../src/engine/tools/looks/ports.ts';
import {realSystem} from '../../../src/system/real.ts';
import {filesBelow} from '../steps/scripted-system.ts';
import {untried} from './untried.ts';

const readPorts = (cards: Readonly<Record<string, Readonly<Record<string, string>>>>) => {
	const root = mkdtempSync(join(tmpdir(), 'ports-'));
	onTestFinished(() => rmSync(root, {recursive: true}));
	mkdirSync(join(root, 'sys/class/net'), {recursive: true});
	for (const [name, values] of Object.entries(cards)) {
		const device = join(root, 'devices', values['bus'] ?? 'pci0000:00', name);
		mkdirSync(device, {recursive: true});
		symlinkSync(device, join(root, 'sys/class/net', name));
		for (const [file, text] of Object.entries(values)) writeFileSync(join(device, file), text);
	}
	const context = {
		system: {...realSystem({}), files: filesBelow(root)},
		serves: 'install',
		stateDirectory: '/nowhere',
		state: () => nothingKnown,
		...untried,
	} as const;
	return ports.read(context, {}, new AbortController().signal);
};

test('a port with its carrier, one that is not started, and no bridge', async () => {
	const read = await readPorts({
		eno1: {address: '52:54:00:00:00:01', carrier: '1', carrier_changes: '3'},
		eno2: {address: '52:54:00:00:00:02', carrier_changes: '0'},
		br0: {bus: 'virtual', address: '52:54:00:00:00:03', carrier: '1'},
		lo: {bus: 'virtual', carrier: '1'},
	});
	expect(read.ports).toEqual([
		{nic: 'eno1', mac: '52:54:00:00:00:01', hasCarrier: true, changes: 3},
		{nic: 'eno2', mac: '52:54:00:00:00:02', changes: 0},
	]);
});

test('where there is no card at all, whatever there is', async () => {
	const {ports: found} = await readPorts({veth0: {bus: 'virtual', carrier: '0'}, lo: {}});
	expect(found).toEqual([{nic: 'veth0', mac: '', hasCarrier: false, changes: 0}]);
});
