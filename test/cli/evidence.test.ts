/** The commands around evidence, as they are typed. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {parseInvocation} from '../../src/cli/arguments.ts';
import {runDecode} from '../../src/cli/decode.ts';
import {runEvidence} from '../../src/cli/evidence.ts';
import {qrText} from '../../src/engine/evidence/qr.ts';
import {spokenCode} from '../../src/engine/evidence/spoken-code.ts';
import {realSystem} from '../../src/system/real.ts';

let printed: string;

const setting = {
	system: realSystem(process.env),
	signal: new AbortController().signal,
	remember: () => {},
	print: (text: string) => {
		printed += text;
	},
	version: '1.2.3',
};

const happened = {code: 'DISK_BUSY', step: 'disk.clean', at: '2026-11-21T09:14:03.000Z'};

beforeEach(() => {
	printed = '';
});

describe('decode', () => {
	test('says what the twelve characters mean', () => {
		expect(runDecode(setting, spokenCode(happened), 'text')).toBe(0);
		expect(printed).toContain('error    DISK_BUSY');
		expect(printed).toContain('while    disk.clean');
		expect(printed).toContain('at       2026-11-21T09:00:00.000Z');
		expect(printed).toContain('  do: ');
	});

	test('says what the text of the square means, with the ids in it', () => {
		const text = qrText({...happened, runId: '0123456789ab', version: '1.2.3', serial: 'SN1'}, 114);
		runDecode(setting, text ?? '', 'json');
		expect(JSON.parse(printed)).toMatchObject({
			...happened,
			runId: '01234567',
			version: '1.2.3',
			serial: 'SN1',
			meaning: {code: 'DISK_BUSY'},
		});
	});

	test('takes the characters in groups, and refuses what is none', () => {
		expect(parseInvocation(['decode', 'ckkb', 'cc2g', 'g51t'])).toEqual({
			command: 'decode',
			text: 'ckkb cc2g g51t',
			format: 'text',
		});
		expect(() => runDecode(setting, 'ckkb cc2g g51s', 'text')).toThrow('one of its characters');
		expect(() => parseInvocation(['decode'])).toThrow('decode needs the code');
	});
});

describe('evidence', () => {
	let directory: string;

	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), 'ibi-evidence-cli-'));
	});

	afterEach(() => rmSync(directory, {recursive: true, force: true}));

	test('prints the lines of a bundle that is there, all or those that are asked for', async () => {
		const file = join(directory, 'ibi-evidence-SN1-20261121T091403Z.tar.gz');
		await setting.system.files.writeText(file, 'x'.repeat(1000));
		await runEvidence(setting, {file, lines: 'all', format: 'text'});
		expect(printed.trim().split('\n')).toHaveLength(2 + Math.ceil(1000 / 192));
		printed = '';
		await runEvidence(setting, {file, lines: '2, 4-5', format: 'text'});
		expect(printed.match(/^\d{6} /gm)).toEqual(['000002 ', '000004 ', '000005 ']);
		await expect(runEvidence(setting, {file, lines: 'some', format: 'text'})).rejects.toMatchObject(
			{
				code: 'USAGE',
			},
		);
	});

	test('is asked for with words that are checked', () => {
		expect(parseInvocation(['evidence', '--state', '/s', '--lines', 'all'])).toEqual({
			command: 'evidence',
			stateDirectory: '/s',
			lines: 'all',
			format: 'text',
		});
		expect(parseInvocation(['replay', 'b.tar.gz', '--speed', '20'])).toMatchObject({
			path: 'b.tar.gz',
			speed: 20,
		});
		expect(() => parseInvocation(['replay', 'b', '--speed', '0'])).toThrow(
			'--speed takes a number',
		);
	});
});
