import {describe, expect, test} from 'vitest';
import {defaultSettings} from '../../../src/config/defaults.ts';
import {loadConfig} from '../../../src/config/sources/index.ts';
import {documentReader} from '../../../src/engine/config-document.ts';
import {memoryMachine, memorySystem} from '../../helpers/memory-system.ts';

const load = (files: Readonly<Record<string, string>>, options = {}) => {
	const machine = memoryMachine();
	for (const [path, text] of Object.entries({'/proc/cmdline': 'quiet\n', ...files})) {
		machine.files.set(path, text);
	}
	return loadConfig(memorySystem(machine), documentReader(new AbortController().signal), options);
};

const usual = '/var/tmp/ibi-configuration.json';

describe('the config of a host', () => {
	test('without any document is the defaults', async () => {
		const {config, warnings} = await load({});
		expect(Object.keys(config).sort()).toEqual(Object.keys(defaultSettings).sort());
		expect(config.extraPartitionStart).toEqual({value: '-40G', from: 'default'});
		expect(warnings).toEqual([]);
	});

	test('takes the usual document when it is there, and kernel arguments over it', async () => {
		const {config, warnings} = await load({
			[usual]: '{"seedImage":"a","installationDisk":"/dev/sda"}',
			'/proc/cmdline': 'ibi.disk=serial:1 ibi.colour\n',
		});
		expect(config.seedImage).toEqual({value: 'a', from: 'file'});
		expect(config.installationDisk).toEqual({value: 'serial:1', from: 'kernel arguments'});
		expect(warnings).toEqual(['The kernel argument ibi.colour is not known and has no effect']);
	});

	test('takes the document that the kernel arguments name instead of the usual one', async () => {
		const {config} = await load({
			[usual]: '{"seedImage":"usual"}',
			'/other.yaml': 'seedImage: other',
			'/proc/cmdline': 'ibi.config=file:/other.yaml',
		});
		expect(config.seedImage?.value).toBe('other');
	});

	test('takes the document that a flag names, and flags over everything', async () => {
		const {config} = await load(
			{
				'/flag.yaml': 'seedImage: flag\nseedVersion: "4.18.0"',
				'/other.yaml': 'seedImage: other',
				'/proc/cmdline': 'ibi.config=file:/other.yaml ibi.disk=serial:1',
			},
			{configFile: '/flag.yaml', flags: {installationDisk: 'serial:2'}},
		);
		expect(config.seedImage).toEqual({value: 'flag', from: 'file'});
		expect(config.installationDisk).toEqual({value: 'serial:2', from: 'flags'});
	});

	test('is refused when the named document is missing', async () => {
		await expect(load({}, {configFile: '/none.yaml'})).rejects.toMatchObject({
			code: 'FILE_UNREADABLE',
		});
	});

	test('names the file in which the faults are', async () => {
		await expect(load({[usual]: '{"sedImage":"a"}'})).rejects.toThrow(
			`Reading the configuration (${usual}): sedImage is no known key; did you mean seedImage?`,
		);
	});
});
