/** The climb itself, on a machine played from a record; what it says of real networks is in test/e2e. */
import {describe, expect, test} from 'vitest';
import {stopperOf} from '../../../src/engine/checks/network/index.ts';
import {climb} from '../../../src/engine/ladder/climb.ts';
import {isProbingCommand} from '../../../src/engine/ladder/probing.ts';
import {openNetworkCheck} from '../../../src/engine/network-check.ts';
import {InstallError} from '../../../src/errors.ts';
import {isReadOnlyCommand} from '../../../src/hardware/read-only.ts';
import type {SeedSource} from '../../../src/seed/info.ts';
import type {Command, Output, System} from '../../../src/system/types.ts';
import {readMachine, recordedSystem} from '../../helpers/recorded-system.ts';

const source: SeedSource = {kind: 'registry', image: '198.51.100.5:5000/a/seed:1'};
const open = new AbortController().signal;

const said = (stdout: string, exitCode = 0): Output => ({stdout, stderr: '', exitCode});

/** What the programs of a host with a good network say. */
const answers: Readonly<Record<string, (args: readonly string[]) => Output>> = {
	ping: () => said('3 packets transmitted, 3 received'),
	arping: () => said('Received 0 response(s)'),
	printenv: () => said('HOME=/root\0'),
	dig: () => said(';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n'),
	timedatectl: () => said('yes'),
	skopeo: () => said('{}'),
	ip: (args) =>
		args.includes('dadfailed')
			? said('[{},{}]')
			: args.includes('route')
				? said('[{"dst":"198.51.100.5","gateway":"192.0.2.1","dev":"eno1"}]')
				: said('[{"dst":"192.0.2.1","lladdr":"52:54:00:00:00:fe","state":["REACHABLE"]}]'),
};

type Change = {
	readonly programs?: Readonly<Record<string, () => Promise<Output>>>;
	readonly onRun?: (command: Command) => void;
};

const hostWith = ({programs = {}, onRun = () => {}}: Change): System => {
	const recorded = recordedSystem(readMachine('factory-server'));
	return {
		...recorded,
		run: async (command, options) => {
			onRun(command);
			const {program, args} = command;
			const isListing =
				program === 'ip' &&
				args.includes('show') &&
				!args.includes('neighbour') &&
				!args.includes('dadfailed');
			const answer = isListing ? undefined : (programs[program] ?? answers[program]);
			return answer === undefined ? recorded.run(command, options) : answer(args);
		},
	};
};

const hangs = (): Promise<Output> => new Promise(() => {});

describe('the climb', () => {
	test('reaches the top of a good network', async () => {
		const ladder = await climb(hostWith({}), {source}, open);
		expect(stopperOf(ladder)).toBeUndefined();
		expect(ladder.rungs.registry?.fact).toEqual({known: true, value: {kind: 'answered'}});
		for (const rung of Object.values(ladder.rungs)) {
			expect(rung).toMatchObject({checkedAt: expect.any(String), durationMs: expect.any(Number)});
		}
	});

	test.each(['arping', 'ping', 'dig', 'timedatectl'])(
		'ends although %s never does',
		async (program) => {
			const ladder = await climb(hostWith({programs: {[program]: hangs}}), {source}, open);
			expect(JSON.stringify(ladder)).toMatch(/within \d+ s/);
		},
	);

	test('asks the rungs side by side', async () => {
		const pinged = Promise.withResolvers<void>();
		const ladder = await climb(
			hostWith({
				programs: {
					arping: async () => {
						await pinged.promise;
						return said('Received 0 response(s)');
					},
				},
				onRun: ({program}) => program === 'ping' && pinged.resolve(),
			}),
			{source},
			open,
		);
		expect(ladder.rungs.owners?.fact.known).toBe(true);
	});

	test('ends although skopeo never does, at a rung below', async () => {
		const ladder = await climb(hostWith({programs: {skopeo: hangs}}), {source}, open);
		expect(stopperOf(ladder)).toBe('registry-tcp');
	});

	test('goes on without a program that this system has not', async () => {
		const missing = async (): Promise<Output> => {
			throw new InstallError('COMMAND_MISSING', {program: 'arping'});
		};
		const ladder = await climb(hostWith({programs: {arping: missing}}), {source}, open);
		expect(ladder.rungs.owners?.fact).toEqual({
			known: false,
			reason: 'Starting arping: this system has no such program.',
		});
		expect(stopperOf(ladder)).toBeUndefined();
	});

	test('names no rung above the first that does not hold, when the registry does not answer', async () => {
		const refused = async (): Promise<Output> => ({
			stdout: '',
			stderr: 'level=fatal msg="dial tcp 198.51.100.5:5000: i/o timeout"',
			exitCode: 1,
		});
		const ladder = await climb(hostWith({programs: {skopeo: refused}}), {source}, open);
		expect(stopperOf(ladder)).toBe('registry-tcp');
		expect(Object.keys(ladder.rungs)).not.toContain('tls');
		expect(Object.keys(ladder.rungs)).not.toContain('registry');
	});

	test('without a seed image looks at the network all the same', async () => {
		const ladder = await climb(hostWith({}), {}, open);
		expect(ladder.goal).toEqual({kind: 'none'});
		expect(Object.keys(ladder.rungs)).toContain('nameServers');
	});

	test('leads to a local seed without asking a registry', async () => {
		const commands: Command[] = [];
		const file: SeedSource = {kind: 'oci-directory', path: '/mnt/seed'};
		await climb(hostWith({onRun: (command) => commands.push(command)}), {source: file}, open);
		expect(commands.map(({program}) => program)).not.toContain('skopeo');
	});

	test('can be cancelled', async () => {
		const controller = new AbortController();
		const climbing = climb(hostWith({programs: {arping: hangs}}), {source}, controller.signal);
		controller.abort();
		await expect(climbing).rejects.toMatchObject({code: 'CANCELLED'});
	});

	test('runs nothing that a rehearsal would hold back', async () => {
		const commands: Command[] = [];
		await climb(hostWith({onRun: (command) => commands.push(command)}), {source}, open);
		const held = commands.filter((one) => !isReadOnlyCommand(one) && !isProbingCommand(one));
		expect(commands.length).toBeGreaterThan(10);
		expect(held).toEqual([]);
	});
});

describe('the check of the network', () => {
	const seed = {seedImage: '198.51.100.5:5000/a/seed:1'};

	test('that is asked for again ends the one before it', async () => {
		let isFirst = true;
		const arping = async (): Promise<Output> => {
			const hang = isFirst;
			isFirst = false;
			return hang ? hangs() : said('');
		};
		const check = openNetworkCheck(hostWith({programs: {arping}}), open);
		const [first, second] = await Promise.all([check.run(seed), check.run(seed)]);
		expect(first).toBeUndefined();
		expect(second?.goal.kind).toBe('registry');
	});

	test('ends when the session does', async () => {
		const life = new AbortController();
		const check = openNetworkCheck(hostWith({programs: {arping: hangs}}), life.signal);
		const running = check.run(seed);
		life.abort();
		await expect(running).rejects.toMatchObject({code: 'CANCELLED'});
	});

	test('of a name that is no image leads nowhere', async () => {
		const check = openNetworkCheck(hostWith({}), open);
		expect((await check.run({seedImage: 'no image at all'}))?.goal).toEqual({kind: 'none'});
	});
});
