/** The units of the live system, judged by systemd itself beside the getty units that they are laid over. */
import {execFileSync, spawnSync} from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {notWantedHere} from '../../../src/errors.ts';
import {readLiveParts} from '../../../src/iso/medium/live-parts.ts';
import {realSystem} from '../../../src/system/real.ts';
import {inTemporary} from '../xorriso.ts';

const {files} = realSystem(process.env);

/** The root of a live system, as Ignition and the mount of the program make it. */
const withRoot = (use: (root: string, names: readonly string[]) => void): Promise<void> =>
	inTemporary(async (root) => {
		const units = join(root, 'etc/systemd/system');
		mkdirSync(units, {recursive: true});
		const parts = await readLiveParts(files, '.', 'rhcos-9.6');
		for (const {name, contents = ''} of parts.units) {
			writeFileSync(join(units, name), contents);
		}
		for (const {path, contents, mode = 0} of parts.files) {
			const [, base64 = ''] = String(
				typeof contents.source === 'string' ? contents.source : contents.source.reveal(),
			).split('base64,');
			mkdirSync(dirname(join(root, path)), {recursive: true});
			writeFileSync(join(root, path), Buffer.from(base64, 'base64'), {mode});
		}
		cpSync('iso-overlay/run', join(root, 'run'), {recursive: true});
		use(
			root,
			parts.units.map(({name}) => name),
		);
	});

/** All that systemd says of them: a cycle is no fault to it, since it leaves out a unit and starts. */
const saidOf = (root: string, names: readonly string[]): string =>
	spawnSync('systemd-analyze', ['verify', '--man=no', ...names], {
		encoding: 'utf8',
		env: {...process.env, SYSTEMD_UNIT_PATH: `${join(root, 'etc/systemd/system')}:`},
	}).stderr;

const verify = (root: string, names: readonly string[]): string => {
	const path = join(root, 'etc/systemd/system');
	try {
		execFileSync('systemd-analyze', ['verify', '--recursive-errors=no', '--man=no', ...names], {
			encoding: 'utf8',
			env: {...process.env, SYSTEMD_UNIT_PATH: `${path}:`},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		return '';
	} catch (error) {
		const said = String((error as {stderr?: string}).stderr ?? error);
		// The program itself is not mounted on the machine that runs this.
		return said
			.split('\n')
			.filter(
				(line) => !line.includes('Command /run/ibi/program/bin/ibi-console is not executable'),
			)
			.join('\n')
			.trim();
	}
};

test('systemd finds nothing wrong with them', async () => {
	await withRoot((root, names) => {
		expect(names).toContain('ibi-console-live-engine.service');
		expect(verify(root, [...names, 'getty@tty1.service', 'serial-getty@ttyS0.service'])).toBe('');
	});
});

test('and would find what is wrong', async () => {
	await withRoot((root) => {
		const broken = join(root, 'etc/systemd/system/run-ibi-program.mount');
		writeFileSync(broken, readFileSync(broken, 'utf8').replace('Where=', 'Where=/elsewhere'));
		expect(verify(root, ['run-ibi-program.mount'])).toContain('run-ibi-program.mount');
	});
});

test('a start of the system with all of them has no cycle, and one that waits for itself would be found', async () => {
	await withRoot((root, names) => {
		const units = join(root, 'etc/systemd/system');
		const wants = join(units, 'multi-user.target.wants');
		mkdirSync(wants);
		for (const name of names) {
			if (readFileSync(join(units, name), 'utf8').includes('WantedBy=multi-user.target')) {
				symlinkSync(join(units, name), join(wants, name));
			}
		}
		const targets = ['multi-user.target', 'local-fs.target'];
		expect(saidOf(root, targets)).not.toContain('ordering cycle');
		const mount = join(units, 'run-ibi-program.mount');
		writeFileSync(mount, readFileSync(mount, 'utf8').replace('DefaultDependencies=no\n', ''));
		expect(saidOf(root, targets)).toContain('ordering cycle');
	});
});

test('every console attaches, and no password prompt is left', async () => {
	await withRoot((root) => {
		for (const getty of ['getty@tty1.service', 'serial-getty@.service']) {
			const directory = join(root, `etc/systemd/system/${getty}.d`);
			const [name = ''] = readdirSync(directory);
			const text = readFileSync(join(directory, name), 'utf8');
			expect(text.match(/^ExecStart=.*$/gm)).toEqual([
				'ExecStart=',
				'ExecStart=/run/ibi/program/bin/ibi-console attach --name %I',
			]);
		}
	});
});

test('a console has no right and leaves no core; its shell is started by the service manager', async () => {
	await withRoot((root) => {
		const directory = join(root, 'etc/systemd/system/getty@tty1.service.d');
		const text = readFileSync(join(directory, '50-ibi-console.conf'), 'utf8');
		expect(text).toMatch(/^CapabilityBoundingSet=$/m);
		expect(text).toMatch(/^LimitCORE=0$/m);
		expect(text).toMatch(/^MemoryMax=/m);
		const [, shell = ''] = /^Environment=SHELL=(.*)$/m.exec(text) ?? [];
		expect(statSync(join(root, shell)).mode & 0o111).toBe(0o111);
	});
});

test('where no console is wanted, the login prompt comes in its place, and nothing is restarted', async () => {
	await withRoot((root, names) => {
		expect(names).toContain('ibi-console-login@.service');
		for (const getty of ['getty@tty1.service', 'serial-getty@.service']) {
			const path = join(root, `etc/systemd/system/${getty}.d/50-ibi-console.conf`);
			const text = readFileSync(path, 'utf8');
			expect(text).toMatch(new RegExp(`^SuccessExitStatus=${notWantedHere}$`, 'm'));
			expect(text).toMatch(new RegExp(`^RestartPreventExitStatus=${notWantedHere}$`, 'm'));
			const [, script = ''] = /^ExecStopPost=\S+ -c '(.*)'$/m.exec(text) ?? [];
			const started = (status: string): string =>
				execFileSync('sh', ['-c', script.replace('systemctl', 'echo')], {
					encoding: 'utf8',
					env: {EXIT_CODE: 'exited', EXIT_STATUS: status},
				}).trim();
			expect(started(String(notWantedHere))).toBe('start --no-block ibi-console-login@%i.service');
			expect([started('0'), started('1')]).toEqual(['', '']);
		}
	});
});

test('an engine that cannot stay alive leaves what to do on every login prompt', async () => {
	const {units} = await readLiveParts(files, '.', 'x');
	const textOf = (name: string): string => units.find((unit) => unit.name === name)?.contents ?? '';
	expect(textOf('ibi-console-live-engine.service')).toMatch(
		/^OnFailure=ibi-console-live-failed\.service$/m,
	);
	const [, shown = ''] =
		/^ExecStart=\/usr\/bin\/cp \/(\S+) \/etc\/issue\.d\/\S+$/m.exec(
			textOf('ibi-console-live-failed.service'),
		) ?? [];
	expect(readFileSync(join('iso-overlay', shown), 'utf8')).toContain('FAILED');
});

test('each unit is for a live system or for an installed one, and so is verified', async () => {
	const {units} = await readLiveParts(files, '.', 'x');
	const live = units.map(({name}) => name);
	const installer = readFileSync('src/engine/steps/install-console.ts', 'utf8');
	const neither = readdirSync('systemd').filter(
		(name) => !live.includes(name) && !installer.includes(`'${name}'`),
	);
	// Shown by a unit, and no unit itself.
	expect(neither).toEqual(['deployment-failed.txt']);
});

test('when the last console has gone, kernel and manager speak as they did before', () => {
	const unit = readFileSync('systemd/ibi-console-quiet.service', 'utf8');
	const [silence, voice] = [/^ExecStart=-(.*)$/gm, /^ExecStop=-(.*)$/gm].map((line) =>
		[...unit.matchAll(line)].map(([, command]) => command),
	);
	expect(silence).toEqual([
		'/usr/bin/kill -s RTMIN+21 1',
		'/usr/bin/dmesg --console-off',
		// Else emergencies are written over the picture; turning dmesg on again ends this too.
		'/usr/sbin/sysctl --quiet --write kernel.printk=0',
	]);
	expect(voice?.[0]).toBe('/usr/bin/dmesg --console-on');
	expect(voice?.at(-1)).toMatch(/Manager SetShowStatus s ""$/);
	expect(unit).toMatch(/^StopWhenUnneeded=yes$/m);
	// Which sets the level anew.
	expect(unit).toMatch(/^After=systemd-sysctl\.service$/m);
});

test('whatever speaks to a registry knows the proxy', async () => {
	const parts = await readLiveParts(files, '.', 'x');
	const starting = parts.units.filter(({contents}) =>
		/ExecStart=.*bin\/ibi-console /.test(contents ?? ''),
	);
	expect(starting.map(({name}) => name)).toEqual(['ibi-console-live-engine.service']);
	for (const {contents} of starting) {
		expect(contents).toContain('EnvironmentFile=-/etc/ibi-console/proxy.env');
	}
});

test('a live ISO is found by its own label, and units of the installed system stay away', async () => {
	await inTemporary(async (directory) => {
		cpSync('systemd', join(directory, 'systemd'), {recursive: true});
		writeFileSync(join(directory, 'systemd/ibi-console-edge.service'), '[Service]\n');
		const parts = await readLiveParts(files, directory, 'rhcos-9.6');
		const names = parts.units.map(({name}) => name);
		expect(names).not.toContain('ibi-console-edge.service');
		const text = parts.units.map(({contents}) => contents).join('');
		expect(text).toContain('LABEL=rhcos-9.6 ');
		expect(text).not.toContain('@VOLUME_ID@');
		rmSync(join(directory, 'systemd'), {recursive: true});
		expect((await readLiveParts(files, directory, 'x')).units).toEqual([]);
	});
});

test('only units that something wants are enabled', async () => {
	const {units} = await readLiveParts(files, '.', 'x');
	expect(units.filter(({enabled}) => enabled).map(({name}) => name)).toEqual([
		'ibi-console-live-auto.service',
		'ibi-console-live-engine.service',
		'ibi-console-live.service',
		'run-ibi-program.mount',
	]);
});

test('whatever the mode, one unit and no other starts the engine', async () => {
	const {units} = await readLiveParts(files, '.', 'x');
	const starting = units.filter(({contents}) => contents?.includes('systemctl start'));
	expect(starting.map(({contents}) => /^Condition.*$/m.exec(contents ?? '')?.[0])).toEqual([
		'ConditionKernelCommandLine=ibi.mode=auto',
		'ConditionKernelCommandLine=!ibi.mode=auto',
	]);
	for (const {contents} of starting) {
		expect(contents).toContain('start --no-block ibi-console-live-engine.service\n');
	}
});
