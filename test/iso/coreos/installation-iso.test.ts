import {copyFileSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {toProblem} from '../../../src/errors.ts';
import {
	editsFor,
	inspectLiveIso,
	type LiveIsoChange,
	writeInstallationIso,
} from '../../../src/iso/coreos/installation-iso.ts';
import {readCoreosLayout} from '../../../src/iso/coreos/layout.ts';
import {fileSource} from '../../../src/iso/volume/source.ts';
import {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {System} from '../../../src/system/types.ts';
import {coreosInstaller, installerPath} from '../coreos-installer.ts';
import {
	argumentsBytes,
	defaultArguments,
	type MediumOptions,
	makeMedium,
} from '../coreos-medium.ts';
import {inTemporary, made} from '../xorriso.ts';

const system = realSystem(process.env);
const {signal} = new AbortController();

const config = JSON.stringify({ignition: {version: '3.2.0'}, note: 'planted-passw0rd ü'});
const change: LiveIsoChange = {
	ignition: new Secret(config),
	addedKargs: ['ibi.mode=confirm', 'console=ttyS0,115200n8'],
};
const changedArguments = `${defaultArguments} ibi.mode=confirm console=ttyS0,115200n8`;

const withIso = <Result>(
	use: (base: string, output: string) => Promise<Result>,
	options: MediumOptions = {},
): Promise<Result> =>
	inTemporary(async (directory) => {
		const base = makeMedium(directory, options);
		return use(base, join(directory, 'rhcos-ibi.iso'));
	});

const write = (base: string, output: string, what: LiveIsoChange = change): Promise<string> =>
	writeInstallationIso(system, {base, output}, what, {signal});

const problemOf = async (work: Promise<unknown>) => {
	try {
		await work;
	} catch (error) {
		return toProblem(error);
	}
	throw new Error('it worked');
};

const differences = (a: string, b: string): readonly number[] => {
	const [left, right] = [readFileSync(a), readFileSync(b)];
	return [...left.keys()].filter((offset) => left[offset] !== right[offset]);
};

describe.each(['x86_64', 'aarch64'] as const)('an installation ISO for %s', (architecture) => {
	test('holds configuration and kernel arguments', async () => {
		await withIso(
			async (base, output) => {
				await write(base, output);
				const {layout, ignition, kargs} = await inspectLiveIso(system, output);
				expect(layout.architecture).toBe(architecture === 'x86_64' ? 'amd64' : 'arm64');
				expect(layout.features).toEqual(['installer-config', 'live-initrd-network']);
				expect(ignition.kind === 'config' && ignition.config.reveal()).toBe(config);
				expect(kargs).toBe(changedArguments);
				expect(JSON.stringify(ignition)).not.toContain('planted');
			},
			{architecture},
		);
	});

	test.runIf(installerPath)('is understood by coreos-installer', async () => {
		await withIso(
			async (base, output) => {
				await write(base, output);
				expect(coreosInstaller('iso', 'ignition', 'show', output)).toBe(config);
				expect(coreosInstaller('iso', 'kargs', 'show', output).trim()).toBe(changedArguments);
				expect(coreosInstaller('iso', 'kargs', 'show', '--default', output).trim()).toBe(
					defaultArguments,
				);
			},
			{architecture},
		);
	});
});

test('outside of its areas an installation ISO is the live ISO, byte for byte', async () => {
	await withIso(async (base, output) => {
		await write(base, output);
		const {ignitionArea, kargs} = await readCoreosLayout(await fileSource(system, base));
		const areas = [
			ignitionArea,
			...(kargs?.areas ?? []).map(({offsetBytes}) => ({offsetBytes, lengthBytes: argumentsBytes})),
		];
		expect(statSync(output).size).toBe(statSync(base).size);
		const changed = differences(base, output);
		const inside = areas.map(({offsetBytes, lengthBytes}) =>
			changed.filter((offset) => offset >= offsetBytes && offset < offsetBytes + lengthBytes),
		);
		expect(inside.flat().length).toBe(changed.length);
		expect(inside.every((offsets) => offsets.length > 0)).toBe(true);
	});
});

test('only the owner reads an installation ISO, which carries a pull secret', async () => {
	await withIso(async (base, output) => {
		await write(base, output);
		expect(statSync(output).mode & 0o777).toBe(0o600);
	});
});

test('a shorter configuration leaves nothing of a longer one', async () => {
	await withIso(async (base, output) => {
		await write(base, output, {
			ignition: new Secret(JSON.stringify(Array.from({length: 9000}, (_, i) => i))),
			addedKargs: [],
		});
		const again = `${output}.again`;
		await write(output, again);
		await write(base, output);
		expect(readFileSync(again).equals(readFileSync(output))).toBe(true);
	});
});

test('a change undone gives the live ISO again', async () => {
	await withIso(async (base, output) => {
		await write(base, output);
		await write(output, `${output}.reset`, {addedKargs: []});
		expect(readFileSync(`${output}.reset`).equals(readFileSync(base))).toBe(true);
	});
});

test.runIf(installerPath)(
	'what coreos-installer embedded is read, however it was packed',
	async () => {
		await withIso(async (base, output) => {
			writeFileSync(`${base}.ign`, config);
			coreosInstaller('iso', 'ignition', 'embed', '-i', `${base}.ign`, '-o', output, base);
			coreosInstaller('iso', 'kargs', 'modify', '-a', 'added=1', output);
			const {ignition, kargs} = await inspectLiveIso(system, output);
			expect(ignition.kind === 'config' && ignition.config.reveal()).toBe(config);
			expect(kargs).toBe(`${defaultArguments} added=1`);
			await write(output, `${output}.ours`);
			expect(coreosInstaller('iso', 'ignition', 'show', `${output}.ours`)).toBe(config);
		});
	},
);

test('without a note the whole of images/ignition.img is the area', async () => {
	await withIso(
		async (base, output) => {
			await write(base, output, {ignition: new Secret(config), addedKargs: []});
			const {ignition, kargs, layout} = await inspectLiveIso(system, output);
			expect(layout.ignitionArea.lengthBytes).toBe(65_536);
			expect(ignition.kind).toBe('config');
			expect(kargs).toBeUndefined();
			expect((await problemOf(write(base, output))).code).toBe('KARGS_NO_AREA');
		},
		{hasIgnitionNote: false, hasKernelArguments: false, areaBytes: 65_536},
	);
});

describe('nothing is written', () => {
	test('when the configuration does not fit, and both sizes are told', async () => {
		await withIso(
			async (base, output) => {
				const noise = Buffer.from(system.random.bytes(8192)).toString('hex');
				const {code, message} = await problemOf(
					write(base, output, {ignition: new Secret(noise), addedKargs: []}),
				);
				expect(code).toBe('IGNITION_TOO_LARGE');
				expect(message).toMatch(/needs \d{4} bytes, but the area for it has 4096\.$/);
				expect(message).not.toContain(noise.slice(0, 16));
				expect(readdirSync(join(base, '..')).some((name) => name.startsWith('rhcos-ibi'))).toBe(
					false,
				);
			},
			{areaBytes: 4096},
		);
	});

	test('when the kernel arguments do not fit, to the byte', async () => {
		await withIso(async (base, output) => {
			const room = argumentsBytes - 1 - defaultArguments.length - 1;
			await write(base, output, {addedKargs: ['x'.repeat(room)]});
			const {code, message} = await problemOf(
				write(base, output, {addedKargs: ['x'.repeat(room + 1)]}),
			);
			expect(code).toBe('KARGS_TOO_LONG');
			expect(message).toContain(
				`need ${argumentsBytes} bytes, but there is room for ${argumentsBytes - 1}.`,
			);
		});
	});

	test.each(['a b', 'a\nb', '', 'ü', '\u0007'])(
		'when %j is said to be a kernel argument',
		async (argument) => {
			await withIso(async (base, output) => {
				expect((await problemOf(write(base, output, {addedKargs: [argument]}))).code).toBe(
					'KARGS_INVALID',
				);
			});
		},
	);

	test('when somebody cancels, and nothing is left behind', async () => {
		await withIso(async (base, output) => {
			const cancelling = new AbortController();
			const work = writeInstallationIso(system, {base, output}, change, {
				signal: cancelling.signal,
				onProgress: () => cancelling.abort(),
			});
			expect((await problemOf(work)).code).toBe('CANCELLED');
			expect(readdirSync(join(base, '..')).sort()).toEqual(['coreos-x86_64.iso', 'tree-x86_64']);
		});
	});

	test('when the ISO is that of another system', async () => {
		await inTemporary(async (directory) => {
			const iso = made(directory, {'install/vmlinuz': 'debian'});
			expect(await problemOf(write(iso, `${iso}.out`))).toMatchObject({
				code: 'ISO_NOT_COREOS',
				message: expect.stringContaining('it has no file "images/ignition.img"'),
			});
		});
	});
});

test('a copy that is not what was written is found out, and not left behind', async () => {
	await withIso(async (base, output) => {
		const damaging = (damage: (bytes: Buffer) => Buffer): System => ({
			...system,
			run: async (command, options) => {
				const said = await system.run(command, options);
				if (command.program === 'dd') {
					const path = `${output}.partial`;
					writeFileSync(path, damage(readFileSync(path)));
				}
				return said;
			},
		});
		const {ignitionArea} = await readCoreosLayout(await fileSource(system, base));
		const damages = [
			(bytes: Buffer) => bytes.subarray(0, -2048),
			(bytes: Buffer) => bytes.fill(1, ignitionArea.offsetBytes + 9, ignitionArea.offsetBytes + 10),
		];
		for (const damage of damages) {
			const work = writeInstallationIso(damaging(damage), {base, output}, change, {signal});
			expect((await problemOf(work)).code).toBe('ISO_NOT_AS_WRITTEN');
			expect(readdirSync(join(base, '..')).some((name) => name.startsWith('rhcos-ibi'))).toBe(
				false,
			);
		}
	});
});

test('boot loaders that disagree about their arguments are told', async () => {
	await withIso(async (base, output) => {
		copyFileSync(base, output);
		const {kargs} = await readCoreosLayout(await fileSource(system, base));
		const bytes = readFileSync(output);
		bytes.write('X', kargs?.areas[0]?.offsetBytes ?? 0);
		writeFileSync(output, bytes);
		expect((await problemOf(inspectLiveIso(system, output))).code).toBe('KARGS_DIFFER');
	});
});

test('progress tells every byte, in order, to the last', async () => {
	await withIso(async (base, output) => {
		const told: number[] = [];
		await writeInstallationIso(system, {base, output}, change, {
			signal,
			onProgress: (doneBytes) => told.push(doneBytes),
		});
		expect(told).toEqual([...told].sort((a, b) => a - b));
		expect(told.at(-1)).toBe(statSync(base).size);
	});
});

test('the same inputs give the same edits', async () => {
	await withIso(async (base) => {
		const layout = await readCoreosLayout(await fileSource(system, base));
		expect(editsFor(layout, change, base)).toEqual(editsFor(layout, change, base));
	});
});
