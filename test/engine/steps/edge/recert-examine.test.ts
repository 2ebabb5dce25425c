/** The last look before recert: what does not fit ends the deployment while all can still be put right. */
import {mkdirSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {examineBeforeRecert} from '../../../../src/engine/steps/edge/recert-examine.ts';
import {writeRecertState} from '../../../../src/engine/steps/edge/recert-state.ts';
import type {Command} from '../../../../src/system/types.ts';
import {manifestTextOf} from '../../../fixtures/sites/examine.ts';
import {answers, hostFiles} from '../../edge-facts/some-host.ts';
import {type Answer, contextOn, filesBelow, scriptedSystem} from '../scripted-system.ts';
import {seedDocument} from './site.ts';

const params = {stateDirectory: '/var/lib/ibi-console/deploy', files: []};
/** The day after the keys of the site were made. */
const now = new Date('2026-03-02T12:00:00Z');

const good = (command: Command): Answer | undefined => {
	const {program, args} = command;
	if (program === 'podman' && args.includes('exists')) return {exitCode: 0};
	if (program === 'stat') return {stdout: `${Date.parse('2026-02-01T00:00:00Z') / 1000}\n`};
	if (program === 'ip' && args.includes('route')) {
		return {stdout: '[{"dst":"default","gateway":"192.0.2.1","dev":"eno1"}]'};
	}
	if (program === 'arping' && args.includes('192.0.2.1')) {
		return {exitCode: 1, stdout: 'Unicast reply from 192.0.2.1 [52:54:00:00:00:99]  0.7ms\n'};
	}
	return answers(command);
};

const hostWith = async (answer: (command: Command) => Answer | undefined) => {
	const root = await mkdtemp(join(tmpdir(), 'edge-'));
	onTestFinished(() => rm(root, {recursive: true, force: true}));
	const files = {
		...hostFiles,
		'/proc/sys/crypto/fips_enabled': '0\n',
		'/sys/class/net/eno1/carrier': '1\n',
		'/var/seed_data/manifest.json': JSON.stringify(seedDocument),
		'/opt/openshift/cluster-configuration/manifest.json': await manifestTextOf('IPv4 by DHCP'),
	};
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		await writeFile(join(root, path), text);
	}
	const {system} = scriptedSystem(answer, {files: filesBelow(root)});
	const clock = {
		...system.clock,
		now: () => now,
		sleep: (_durationMs: number, end?: AbortSignal) =>
			new Promise<void>((_resolve, reject) => {
				end?.addEventListener('abort', () => reject(new Error('ended')));
			}),
	};
	return contextOn({...system, clock});
};

describe('before recert', () => {
	test('a site that fits goes on, and what was passed is on record', async () => {
		const context = await hostWith(good);
		await examineBeforeRecert.run(params, context);
		expect(context.lines).toContainEqual(expect.stringMatching(/^warning site-dns-api: /));
		expect(context.lines.filter((line) => line.startsWith('blocker'))).toEqual([]);
	});

	test('one that does not fit any more ends here, by name', async () => {
		const context = await hostWith((command) =>
			command.program === 'df' ? {stdout: 'Avail\n1000\n'} : good(command),
		);
		const examined = Promise.resolve(examineBeforeRecert.run(params, context));
		await expect(examined).rejects.toMatchObject({
			code: 'SITE_UNFIT',
			message: expect.stringContaining('site-snapshot-room: 1.0 kB free'),
		});
		expect(context.lines.join('\n')).not.toMatch(/planted|PRIVATE KEY/);
	});

	test('what nobody can tell any more ends here too', async () => {
		const context = await hostWith((command) =>
			command.program === 'podman' ? {exitCode: 125, stderr: 'broken'} : good(command),
		);
		const examined = Promise.resolve(examineBeforeRecert.run(params, context));
		await expect(examined).rejects.toMatchObject({code: 'SITE_UNFIT'});
	});

	test('nothing is examined any more once recert has begun', async () => {
		const context = await hostWith(good);
		expect(await examineBeforeRecert.isDone?.(params, context)).toBe(false);
		await writeRecertState(context.system, params, {kind: 'begun'});
		expect(await examineBeforeRecert.isDone?.(params, context)).toBe(true);
	});
});
