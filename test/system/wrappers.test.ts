import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {inspect} from 'node:util';
import {describe, expect, test} from 'vitest';
import {toProblem} from '../../src/errors.ts';
import {Secret} from '../../src/secret.ts';
import {logged} from '../../src/system/logged.ts';
import {realSystem} from '../../src/system/real.ts';
import {redacted} from '../../src/system/redacted.ts';
import {rehearsal} from '../../src/system/rehearsal.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const real = realSystem({PATH: process.env['PATH']});

describe('a logged system', () => {
	test('tells each command and how it ended', async () => {
		const told: string[] = [];
		const system = logged(real, ({command, ended}) => told.push(`${command}: ${ended}`));
		await system.run({program: 'echo', args: ['a b']});
		await system.run({program: 'false', args: []}).catch(() => {});
		expect(told).toEqual([
			"echo 'a b': exit 0",
			'false: Running false: it ended with exit code 1.',
		]);
	});
});

describe('a redacted system', () => {
	const planted = new Secret('hunter2-planted');
	const system = redacted(real, () => [planted]);

	test('shows no secret in lines and in errors', async () => {
		const lines: string[] = [];
		const program = {program: 'sh', args: ['-c', 'cat; cat /dev/null; exit 3']};
		const failed = await system
			.run(program, {input: planted, onStdoutLine: (line) => lines.push(line)})
			.catch((error: unknown) => error);
		expect(lines).toEqual(['<redacted>']);
		expect(JSON.stringify(toProblem(failed))).not.toContain('hunter2');
		const echoed = {program: 'sh', args: ['-c', 'cat >&2; exit 3']};
		const said = await system.run(echoed, {input: planted}).catch((error: unknown) => error);
		expect(JSON.stringify(toProblem(said))).toContain('<redacted>');
		expect(inspect(said)).not.toContain('hunter2');
	});

	test('lets the error of a cancelled wait pass as what it is', async () => {
		const aborted = redacted(
			{
				...real,
				run: async () => {
					throw new DOMException('hunter2-planted was waited for', 'AbortError');
				},
			},
			() => [planted],
		);
		const error = await aborted.run({program: 'true', args: []}).catch((caught: unknown) => caught);
		expect(error).toMatchObject({name: 'AbortError', message: '<redacted> was waited for'});
	});

	test('appends no secret to a journal or a log', async () => {
		const directory = mkdtempSync(join(tmpdir(), 'redacted-'));
		const path = join(directory, 'journal.jsonl');
		const journal = await system.files.openAppend(path);
		await journal.write(`{"stack":"TypeError: hunter2-planted is not a function"}\n`);
		await journal.close();
		expect(readFileSync(path, 'utf8')).toBe(
			'{"stack":"TypeError: <redacted> is not a function"}\n',
		);
		rmSync(directory, {recursive: true});
	});

	test('masks a key of several lines as a whole, as JSON, and line by line', async () => {
		const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';
		const key = new Secret(`-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----\n`);
		const echo = redacted(real, () => [key]);
		const said: string[] = [];
		for (const text of [key.reveal(), JSON.stringify({key: key.reveal()}), `bad line: ${line}`]) {
			await echo.run(
				{program: 'cat', args: []},
				{input: text, onStdoutLine: (one) => said.push(one)},
			);
		}
		expect(said.join('\n')).not.toContain(line);
		expect(said.at(-1)).toBe('bad line: <redacted>');
	});

	test('shows no rest of a secret that the end of a long error begins with', async () => {
		const script = `printf '%s' 'hunter2-planted' >&2; head --bytes=1017 /dev/zero | tr '\\0' ' ' >&2; exit 3`;
		const said = await system
			.run({program: 'sh', args: ['-c', script]})
			.catch((error: unknown) => error);
		expect(inspect(toProblem(said))).not.toContain('planted');
	});

	test('a secret prints as redacted wherever text is made of it', () => {
		expect(`${planted} ${JSON.stringify({planted})} ${inspect(planted)}`).not.toContain('hunter2');
	});
});

describe('a rehearsal', () => {
	test('changes nothing and tells what it would have done', async () => {
		const machine = memoryMachine();
		const told: string[] = [];
		const system = rehearsal(
			memorySystem(machine),
			() => false,
			(line) => told.push(line),
		);
		await system.run({program: 'wipefs', args: ['--all', '/dev/sda']});
		await system.files.writeText('/etc/x', 'x');
		await system.files.removeTree('/mnt');
		expect(machine.files.size).toBe(0);
		expect(told).toEqual([
			'would run wipefs --all /dev/sda',
			'would write /etc/x',
			'would remove /mnt',
		]);
	});

	test('lets programs that only read run', async () => {
		const system = rehearsal(
			real,
			({program}) => program === 'echo',
			() => {},
		);
		expect((await system.run({program: 'echo', args: ['real']})).stdout).toBe('real\n');
	});
});
