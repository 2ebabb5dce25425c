/**
 * Changes the network of the namespace that it is started in by the deeds of the network tool, and prints what
 * the namespace had after each. Argument: JSON.
 */
import {execFileSync} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import type {ToolContext} from '../../src/engine/tools/context.ts';
import {endChange, tryChange} from '../../src/engine/tools/deeds/network.ts';
import {nothingKnown} from '../../src/engine/tools/known.ts';
import {type NetworkChange, nmstateOf} from '../../src/engine/tools/network-change.ts';
import {toProblem} from '../../src/errors.ts';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {judgedByNmstate, tryNetwork} from '../../src/tools/nmstatectl.ts';
import {untried} from '../engine/tools/untried.ts';

/** What is done, one after another. */
export type ChangeOrder = {
	readonly directory: string;
	readonly tasks: readonly (
		| {readonly kind: 'judge' | 'try'; readonly change: NetworkChange}
		| {readonly kind: 'end'; readonly how: 'keep' | 'revert'}
		/** Tried for so long and left alone, until the addresses are those again. */
		| {readonly kind: 'leave'; readonly change: NetworkChange; readonly seconds: number}
	)[];
};

/** Of what was done: `done`, or the message of what went wrong; and what there was afterwards. */
export type Changed = {
	readonly outcome: string;
	readonly addresses: readonly string[];
	readonly gateways: readonly string[];
	readonly nameServers: readonly string[];
};

const {directory, tasks} = JSON.parse(process.argv[2] ?? '{}') as ChangeOrder;
const system = realSystem(process.env);
const context: ToolContext = {
	system,
	serves: 'install',
	stateDirectory: directory,
	state: () => nothingKnown,
	...untried,
};
const {signal} = new AbortController();
const doing = {signal, tell: () => {}};

const jsonOf = (program: string, ...args: readonly string[]) =>
	JSON.parse(
		execFileSync(program, args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}) || '[]',
	);

type Link = {readonly addr_info?: readonly {readonly local: string; readonly prefixlen: number}[]};

const addressesNow = (): readonly string[] =>
	(jsonOf('ip', '-json', 'address', 'show', 'scope', 'global') as readonly Link[])
		.flatMap(({addr_info = []}) => addr_info)
		.filter(({local}) => local !== undefined)
		.map(({local, prefixlen}) => `${local}/${prefixlen}`);

const gatewaysNow = (): readonly string[] =>
	['-4', '-6'].flatMap((family) =>
		jsonOf('ip', '-json', family, 'route', 'show', 'default').map(
			({gateway}: {gateway: string}) => gateway,
		),
	);

/** The manager is done with a profile before its addresses are all there; what never comes is seen in the end. */
const untilAgain = async (addresses: string): Promise<void> => {
	for (let tries = 0; addressesNow().join() !== addresses && tries < 75; tries += 1) {
		await delay(200);
	}
};

let addressesBefore = '';

const doTask = async (task: ChangeOrder['tasks'][number]): Promise<void> => {
	switch (task.kind) {
		case 'judge': {
			const text = new Secret(nmstateOf(task.change));
			const verdict = await judgedByNmstate(system, `${directory}/judged.yaml`, text, signal);
			if (verdict.kind !== 'good') throw new Error(JSON.stringify(verdict));
			return;
		}
		case 'try':
			addressesBefore = addressesNow().join();
			await tryChange.do(context, task.change, doing);
			return;
		case 'end':
			await endChange.do(context, {how: task.how}, doing);
			if (task.how === 'revert') await untilAgain(addressesBefore);
			return;
		case 'leave': {
			const before = addressesNow().join();
			const path = `${directory}/left.yaml`;
			await system.files.writeText(path, nmstateOf(task.change));
			await tryNetwork(system, path, task.seconds, signal);
			if (addressesNow().join() === before) throw new Error('nothing was tried');
			await untilAgain(before);
		}
	}
};

const changes: Changed[] = [];
for (const task of tasks) {
	const outcome = await doTask(task).then(
		() => 'done',
		(error: unknown) => toProblem(error).message,
	);
	changes.push({
		outcome,
		addresses: addressesNow(),
		gateways: gatewaysNow(),
		nameServers: jsonOf('nmstatectl', 'show', '--json')['dns-resolver'].running?.server ?? [],
	});
}
process.stdout.write(JSON.stringify(changes));
