import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {withCommandLog} from '../../src/cli/command-log.ts';
import {realSystem} from '../../src/system/real.ts';

const system = realSystem({PATH: process.env['PATH']});

test('each command stands in the log with how it ended, in order', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'commands-'));
	onTestFinished(() => rmSync(directory, {recursive: true}));
	const watched = withCommandLog(system, join(directory, 'state'));
	await watched.run({program: 'true', args: []});
	await watched.run({program: 'false', args: ['a b']}).catch(() => {});
	await vi.waitFor(() => {
		const lines = readFileSync(join(directory, 'state/commands.jsonl'), 'utf8').trim().split('\n');
		expect(lines.map((line) => JSON.parse(line))).toEqual([
			{at: expect.any(String), command: 'true', durationMs: expect.any(Number), ended: 'exit 0'},
			expect.objectContaining({command: "false 'a b'", ended: expect.stringContaining('code 1')}),
		]);
	});
});

test('a log that cannot be written fails nothing', async () => {
	const watched = withCommandLog(system, '/proc/no-such-place');
	expect((await watched.run({program: 'echo', args: ['ran']})).stdout).toBe('ran\n');
});
