/** The console on an installed system: what lies where, and what systemd will make of it. */
import {execFileSync} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {putConsole} from '../../../src/engine/steps/install-console.ts';
import {notWantedHere} from '../../../src/errors.ts';
import {realSystem} from '../../../src/system/real.ts';
import {contextOn, type Told} from './scripted-system.ts';

let root = '';
let deployment = '';
let context: Told;

const seedUnit = 'installation-configuration.service';

const at = (path: string): string => join(root, path);

const make = (path: string, text = 'content'): string => {
	mkdirSync(dirname(at(path)), {recursive: true});
	writeFileSync(at(path), text);
	return at(path);
};

const unitPath = (name: string): string => join(deployment, 'etc/systemd/system', name);

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'ibi-console-'));
	deployment = at('deployment');
	context = contextOn(realSystem({PATH: process.env['PATH']}));
	make('program/ibi-console.js');
	make('program/parts/engine.js');
	make('program/live/systemd/of-the-live-system.service');
	for (const name of readdirSync('systemd')) {
		make(`program/edge/${name}`, readFileSync(`systemd/${name}`, 'utf8'));
	}
	chmodSync(make('node', '#!/bin/sh\n'), 0o755);
	make(`deployment/etc/systemd/system/${seedUnit}`, '[Service]\nExecStart=/bin/true\n');
	mkdirSync(unitPath('multi-user.target.wants'));
	symlinkSync(`../${seedUnit}`, join(unitPath('multi-user.target.wants'), seedUnit));
});

afterEach(() => rmSync(root, {recursive: true}));

const put = (deployBy: 'ibi-console' | 'lca-cli' = 'ibi-console'): Promise<void> =>
	putConsole(
		{
			program: {directory: at('program'), runtime: at('node')},
			deployBy,
			isSelinuxEnabled: false,
		},
		{var: at('var'), deployment},
		context,
	);

const home = (): string => at('var/usrlocal/lib/ibi-console');

const isEnabled = (unit: string): string => {
	try {
		return execFileSync('systemctl', [`--root=${deployment}`, 'is-enabled', unit])
			.toString()
			.trim();
	} catch (error) {
		return String((error as {readonly stdout: Buffer}).stdout).trim();
	}
};

test('the program lies beside its runtime, and what is for a live system does not', async () => {
	await put();
	expect(readdirSync(home()).toSorted()).toEqual(['bin', 'edge', 'ibi-console.js', 'parts']);
	expect(statSync(join(home(), 'bin/node')).mode & 0o777).toBe(0o755);
	expect(statSync(at('var/usrlocal/bin/ibi-console')).mode & 0o777).toBe(0o755);
});

test('our unit is enabled and that of the seed is masked, but kept', async () => {
	await put();
	expect(isEnabled('ibi-console-edge.service')).toBe('enabled');
	expect(isEnabled(seedUnit)).toBe('masked');
	expect(readlinkSync(unitPath(seedUnit))).toBe('/dev/null');
	expect(readFileSync(unitPath(`${seedUnit}.of-seed`), 'utf8')).toContain('ExecStart');
});

test('with deploy.by lca-cli the unit of the seed stays as it is, and ours only watches', async () => {
	await put('lca-cli');
	expect(isEnabled(seedUnit)).toBe('enabled');
	expect(isEnabled('ibi-console-edge.service')).toBe('enabled');
	expect(readFileSync(join(deployment, 'etc/ibi-console/deploy.env'), 'utf8')).toBe(
		'IBI_DEPLOY_BY=lca-cli\n',
	);
});

test('it may be cut short and repeated, and replaces another version', async () => {
	make('var/usrlocal/lib/ibi-console/parts/of-an-older-version.js');
	await put();
	await put();
	expect(existsSync(join(home(), 'parts/of-an-older-version.js'))).toBe(false);
	expect(isEnabled(seedUnit)).toBe('masked');
	expect(readFileSync(unitPath(`${seedUnit}.of-seed`), 'utf8')).toContain('ExecStart');
});

test('a program without its units is refused', async () => {
	rmSync(at('program/edge/ibi-console-edge.service'));
	await expect(put()).rejects.toMatchObject({code: 'CONSOLE_INCOMPLETE'});
});

test('what is built has everything that is installed', () => {
	const build = readFileSync('build.ts', 'utf8');
	const names = readdirSync('systemd').filter((name) =>
		/^(ibi-console-(edge|quiet|guard|login)|deployment-failed)/.test(name),
	);
	expect(names).toHaveLength(11);
	for (const name of names) {
		expect(build).toContain(`'${name}'`);
	}
});

const canVerify = (): boolean => {
	try {
		execFileSync('systemd-analyze', ['--version']);
		return true;
	} catch {
		return false;
	}
};

test.runIf(canVerify())(
	'systemd finds nothing wrong with the units of the installed system',
	async () => {
		await put();
		const units = join(deployment, 'etc/systemd/system');
		const names = [
			...readdirSync(units).filter((name) => /^ibi-console-.*[^@]\.service$/.test(name)),
			'ibi-console-login@ttyS0.service',
			'getty@tty1.service',
			'serial-getty@ttyS0.service',
		];
		expect(names).toHaveLength(10);
		let said = '';
		try {
			execFileSync('systemd-analyze', ['verify', '--recursive-errors=no', '--man=no', ...names], {
				env: {...process.env, SYSTEMD_UNIT_PATH: `${units}:`},
				stdio: ['ignore', 'pipe', 'pipe'],
			});
		} catch (error) {
			said = String((error as {readonly stderr: Buffer}).stderr);
		}
		// The program itself is not installed on the machine that runs this.
		const faults = said
			.split('\n')
			.filter((line) => line !== '' && !line.includes('is not executable'));
		expect(faults).toEqual([]);
	},
);

test('the unit gives up: it does not restart what the engine ended by itself, nor for ever', () => {
	const unit = readFileSync('systemd/ibi-console-edge.service', 'utf8');
	expect(unit).toMatch(/^Restart=on-abnormal$/m);
	expect(unit).toMatch(/^StartLimitBurst=5$/m);
	expect(unit).toMatch(/^OnFailure=ibi-console-edge-failed.service$/m);
});

test('the screen and every serial line have the console first, and a login prompt behind it', async () => {
	await put();
	for (const getty of ['getty@tty1.service', 'serial-getty@.service']) {
		const text = readFileSync(join(unitPath(`${getty}.d`), '50-ibi-console.conf'), 'utf8');
		expect(text).toContain('deploy --mode attach --name %I\n');
		expect(text).toMatch(/^CapabilityBoundingSet=$/m);
		expect(text).toMatch(/^LimitCORE=0$/m);
		expect(text).toMatch(/^MemoryMax=/m);
		expect(text).toContain('OnFailure=ibi-console-login@%i.service\n');
		expect(text).toContain('systemctl start --no-block ibi-console-login@%i.service');
	}
	expect(isEnabled('ibi-console-edge-later.service')).toBe('enabled');
});

test('the login prompt comes for who left the console, and where none is wanted, not after a crash', () => {
	const text = readFileSync('systemd/ibi-console-edge-getty.conf', 'utf8');
	expect(text).toMatch(new RegExp(`^SuccessExitStatus=${notWantedHere}$`, 'm'));
	const [, script = ''] = /^ExecStopPost=\S+ -c '(.*)'$/m.exec(text) ?? [];
	const started = (code: string, status: string): string =>
		execFileSync('sh', ['-c', script.replace('systemctl', 'echo')], {
			encoding: 'utf8',
			env: {EXIT_CODE: code, EXIT_STATUS: status},
		}).trim();
	const prompt = 'start --no-block ibi-console-login@%i.service';
	expect(started('exited', '0')).toBe(prompt);
	expect(started('exited', String(notWantedHere))).toBe(prompt);
	expect([started('exited', '1'), started('killed', 'KILL')]).toEqual(['', '']);
});
