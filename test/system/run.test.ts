import {mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {InstallError} from '../../src/errors.ts';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {commandLine} from '../../src/system/run.ts';

const system = realSystem({
	PATH: process.env['PATH'],
	HTTPS_PROXY: 'http://proxy:3128',
	SECRET: 'x',
});

const shell = (script: string) => ({program: 'sh', args: ['-c', script]});

const errorOf = async (promise: Promise<unknown>): Promise<InstallError> => {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(InstallError);
	return error as InstallError;
};

describe('running a program', () => {
	test('gives its two outputs apart and its exit code', async () => {
		const output = await system.run(shell('echo out; echo err >&2'));
		expect(output).toEqual({stdout: 'out\n', stderr: 'err\n', exitCode: 0});
	});

	test('an exit code that is not accepted is an error with the end of what it said', async () => {
		const error = await errorOf(system.run(shell('echo "no such pool" >&2; exit 5')));
		expect(error.code).toBe('COMMAND_FAILED');
		expect(error.message).toContain('exit code 5');
		expect(error.message).toContain('no such pool');
	});

	test('an accepted exit code is an answer', async () => {
		const output = await system.run(shell('exit 5'), {acceptedExitCodes: [0, 5]});
		expect(output.exitCode).toBe(5);
	});

	test('a missing program is told by its name', async () => {
		const error = await errorOf(system.run({program: 'no-such-program', args: []}));
		expect(error.code).toBe('COMMAND_MISSING');
		expect(error.message).toContain('no-such-program');
	});

	test('a program that the kernel cannot start is told as such, with its reason', async () => {
		const directory = mkdtempSync(join(tmpdir(), 'ibi-run-'));
		const program = join(directory, 'a-link-to-itself');
		symlinkSync(program, program);
		const error = await errorOf(system.run({program, args: []}));
		rmSync(directory, {recursive: true});
		expect(error.code).toBe('COMMAND_FAILED');
		expect(error.message).toContain('it could not be started (ELOOP)');
	});

	test('a program that takes too long is ended and told', async () => {
		const error = await errorOf(system.run({program: 'sleep', args: ['60']}, {timeoutMs: 100}));
		expect(error.code).toBe('COMMAND_TIMED_OUT');
	});

	test('a cancelled program ends and the error is a cancellation', async () => {
		const controller = new AbortController();
		const running = errorOf(
			system.run(shell('echo started; sleep 60'), {
				signal: controller.signal,
				onStdoutLine: () => controller.abort(),
			}),
		);
		expect((await running).code).toBe('CANCELLED');
	});

	test('reads text, secret text and a stream from its input', async () => {
		const bytes = async function* () {
			yield Buffer.from('from a ');
			yield Buffer.from('stream');
		};
		const cat = {program: 'cat', args: []};
		expect((await system.run(cat, {input: 'text'})).stdout).toBe('text');
		expect((await system.run(cat, {input: new Secret('hidden')})).stdout).toBe('hidden');
		expect((await system.run(cat, {input: bytes()})).stdout).toBe('from a stream');
	});

	test('input is closed when none is given, so that nothing waits for it', async () => {
		expect((await system.run({program: 'cat', args: []})).stdout).toBe('');
	});

	test('a stream that fails ends the program, and the error is that of the stream', async () => {
		const broken = async function* () {
			yield Buffer.from('some');
			throw new InstallError('SEED_UNREADABLE', {image: 'seed', why: 'the layer is cut'});
		};
		const error = await errorOf(system.run({program: 'cat', args: []}, {input: broken()}));
		expect(error.code).toBe('SEED_UNREADABLE');
	});

	test('a program that stops reading early tells its own end, not a broken pipe', async () => {
		const endless = async function* () {
			for (let count = 0; count < 1000; count += 1) {
				yield Buffer.alloc(65_536);
			}
		};
		const output = await system.run({program: 'true', args: []}, {input: endless()});
		expect(output.exitCode).toBe(0);
	});

	test('lines arrive one by one; a carriage return ends one too, control bytes are escaped', async () => {
		const lines: string[] = [];
		await system.run(shell(String.raw`printf 'a\r10%%\r\nb\033[2J\nlast'`), {
			onStdoutLine: (line) => lines.push(line),
		});
		expect(lines).toEqual(['a', '10%', String.raw`b\x1b[2J`, 'last']);
	});

	test('the environment is fixed: ours, the proxy in both spellings, nothing inherited', async () => {
		const {stdout} = await system.run({program: 'env', args: []});
		expect(stdout).toContain('LANG=C.UTF-8');
		expect(stdout).toContain('HTTPS_PROXY=http://proxy:3128');
		expect(stdout).toContain('https_proxy=http://proxy:3128');
		expect(stdout).not.toContain('SECRET');
	});

	test('a command is shown as one could paste it', () => {
		expect(commandLine({program: 'echo', args: ['a b', "it's", '--x=1']})).toBe(
			String.raw`echo 'a b' 'it'\''s' --x=1`,
		);
	});
});
