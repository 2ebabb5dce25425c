import {describe, expect, test} from 'vitest';
import {readNodeDocument} from '../../src/config/schema.ts';
import {toProblem} from '../../src/errors.ts';

const messageOf = (text: string): string => {
	try {
		readNodeDocument(text, '/tmp/ibi.yaml');
	} catch (error) {
		const problem = toProblem(error);
		expect(problem.code).toBe('CONFIG_INVALID');
		return problem.message.replace('Reading the configuration (/tmp/ibi.yaml): ', '');
	}
	throw new Error('the document was accepted');
};

describe('a bad document', () => {
	test.each([
		['seedImag: a', 'seedImag is no known key; did you mean seedImage?.'],
		['SEEDIMAGE: a', 'SEEDIMAGE is no known key; did you mean seedImage?.'],
		['seedVersion: 4.18', 'seedVersion: found a number, needed a text in quotes.'],
		['seedImage: two words', 'seedImage: needed a name without spaces.'],
		['precacheDisabled: "yes"', 'precacheDisabled: found a text, needed true or false.'],
		[
			'installationDisk: sda',
			'installationDisk: needed a device path as /dev/disk/by-id/…, serial:…, wwn:… or hint:….',
		],
		[
			'installationDisk: [/dev/sda]',
			'installationDisk: found a list, needed a device path as /dev/disk/by-id/…, serial:…, wwn:… or hint:….',
		],
		[
			'extraPartitionNumber: 4',
			'extraPartitionNumber: found 4, needed a whole number from 5 to 128.',
		],
		[
			'extraPartitionLabel: root',
			'extraPartitionLabel: needed a label that the CoreOS image does not use ' +
				'(BIOS-BOOT, EFI-SYSTEM, boot, root, PowerPC-PReP-boot, reserved).',
		],
		[
			'extraPartitionLabel: a,b',
			'extraPartitionLabel: needed 1 to 36 letters, digits, dots, hyphens or underscores.',
		],
		[
			'extraPartitionStart: "-40"',
			'extraPartitionStart: needed a size as -40G (before the end of the disk) or 100G (after its start); a number needs a unit.',
		],
		['extraPartitionStart: -40', 'extraPartitionStart: found a number, needed a size as -40G.'],
		[
			'coreosInstallerArgs: [--append-karg, 1]',
			'coreosInstallerArgs[1]: found a number, needed a text in quotes.',
		],
		[
			'coreosInstallerArgs: --append-karg',
			'coreosInstallerArgs: found a text, needed a list of texts.',
		],
		['shutdown: 0', 'shutdown: found a number, needed true or false.'],
		['authFile: pull.json', 'authFile: needed an absolute path.'],
		['onSuccess: halt', 'onSuccess: needed one of stay, reboot, poweroff.'],
		['onSuccess: true', 'onSuccess: found true or false, needed one of stay, reboot, poweroff.'],
		[
			'useContainersFolder: true',
			'useContainersFolder: true is not supported: images are kept on a partition of their own; ' +
				'remove this key and set extraPartitionStart.',
		],
		[
			'{shutdown: true, onSuccess: reboot}',
			'shutdown: true means onSuccess: poweroff; remove one of the two.',
		],
		['minimums: {cpus: 2}', 'minimums.cpus: found 2, needed a whole number of 4 or more.'],
		['minimums: {cpu: 4}', 'minimums.cpu is no known key; did you mean cpus?.'],
		['- seedImage', 'found a list, needed an object with keys.'],
		['', 'found nothing, needed an object with keys.'],
		['a: 1\n---\nb: 1', 'found 2 documents, needed one.'],
		[
			'seedImage: a\nseedImage: b',
			'it is neither YAML nor JSON: duplicated mapping key in line 2.',
		],
	])('%j is refused', (text, message) => {
		expect(messageOf(text)).toBe(message);
	});

	test('is told with all its faults at once', () => {
		expect(
			messageOf('{"shutdown": 1, "seedimg": "a", "minimums": {"disk": 1}, "onSuccess": []}'),
		).toBe(
			'shutdown: found a number, needed true or false; ' +
				'onSuccess: found a list, needed one of stay, reboot, poweroff; ' +
				'minimums.disk is no known key; known are diskBytes, cpus, memoryBytes; ' +
				'seedimg is no known key; did you mean seedImage?.',
		);
	});

	test('tells that its two orders contradict beside the faults of its keys', () => {
		expect(messageOf('{shutdown: true, onSuccess: reboot, precacheDisabled: 1}')).toBe(
			'precacheDisabled: found a number, needed true or false; ' +
				'shutdown: true means onSuccess: poweroff; remove one of the two.',
		);
	});

	test('never repeats a line that may hold a secret', () => {
		const message = messageOf('pullSecret: {"auths": *hunter2secret\nx: "');
		expect(message).not.toContain('hunter2secret');
		expect(messageOf('a: !hunter2{secret x')).not.toContain('hunter2');
	});

	test('that an ISO is made from is told apart from the one that the ISO carries', () => {
		expect(messageOf('kind: ImageBasedInstallationConfig\nseedImage: a')).toBe(
			'kind: this is the configuration that an installation ISO is made from; needed is the ' +
				'ibi-configuration.json that the ISO carries.',
		);
	});
});

describe('a good document', () => {
	const read = (text: string) => readNodeDocument(text, 'test');

	test('as the installer writes it is read, its empty values counting as absent', () => {
		const text =
			'{"extraPartitionLabel":"var-lib-containers","extraPartitionStart":"-40G",' +
			'"installationDisk":"","seedImage":"quay.io/a/seed:4.18.0","seedVersion":"4.18.0","releaseRegistry":null,"extraPartitionNumber":0}\n';
		expect(read(text)).toEqual({
			extraPartitionLabel: 'var-lib-containers',
			extraPartitionStart: '-40G',
			seedImage: 'quay.io/a/seed:4.18.0',
			seedVersion: '4.18.0',
		});
	});

	test('may be YAML', () => {
		expect(read('seedVersion: "4.18"\ncoreosInstallerArgs:\n- --append-karg\n- a=b\n')).toEqual({
			seedVersion: '4.18',
			coreosInstallerArgs: ['--append-karg', 'a=b'],
		});
	});

	test('with shutdown means power off', () => {
		expect(read('shutdown: true')).toEqual({onSuccess: 'poweroff'});
		expect(read('shutdown: false')).toEqual({});
		expect(read('{shutdown: true, onSuccess: poweroff}')).toEqual({onSuccess: 'poweroff'});
	});

	test('that lowers one minimum keeps the others', () => {
		expect(read('minimums: {cpus: 4}')).toEqual({
			minimums: {diskBytes: 120e9, cpus: 4, memoryBytes: 16e9},
		});
	});

	test('may say that no folder holds the images', () => {
		expect(read('useContainersFolder: false')).toEqual({});
	});
});
