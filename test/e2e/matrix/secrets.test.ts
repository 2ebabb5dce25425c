/**
 * A planted pull secret and its password, looked for in everything that an install leaves or shows: also while it
 * runs, in the arguments and the environment of each of its programs.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {setInterval} from 'node:timers';
import {expect, test} from 'vitest';
import {startHost} from '../../../lab/host.ts';
import {artifactDirectory, buildStages} from '../../../lab/stage.ts';
import {registryIdentity} from '../../../lab/stages/registry-identity.ts';
import {stages} from '../../../lab/stages.ts';
import {lab, onPartition} from '../lab-install.ts';
import {atLine, onceAt, resumeInstall, startInstall} from './attempt.ts';

import {inside, processesOf} from './faults.ts';

const password = lab.settings.registryPassword;
const sampleMs = 20;

test('the pull secret and its password appear nowhere', async () => {
	await buildStages(stages, lab);
	await using host = await startHost(lab, {
		targetBytes: 24 * 1024 ** 3,
		configuration: {allowBelowMinimums: true, extraPartitionStart: '-8G'},
	});
	const identity = await artifactDirectory(registryIdentity, lab.settings);
	const pullSecret = readFileSync(`${identity}/pull-secret.json`, 'utf8');
	const [, encoded = ''] = /"auth":\s*"([^"]+)"/.exec(pullSecret) ?? [];
	expect(Buffer.from(encoded, 'base64').toString()).toContain(password);
	const planted = [password, encoded];

	const seen = new Set<string>();
	const leaks = new Set<string>();
	const sampler = setInterval(() => {
		for (const {pid, words} of processesOf(host)) {
			seen.add(words[0] ?? '');
			for (const [where, text] of [
				['arguments', words.join(' ')],
				['environment', environmentOf(pid)],
			] as const) {
				if (planted.some((secret) => text.includes(secret))) {
					leaks.add(`${where} of ${words[0]}`);
				}
			}
		}
	}, sampleMs);
	const failed = await startInstall(
		host,
		onceAt(atLine('Successfully pulled image'), () => {
			inside(
				host,
				'cp',
				`${identity}/pull-secret-wrong-password.json`,
				'/var/tmp/pull-secret.json',
			);
		}),
	);
	inside(host, 'cp', `${identity}/pull-secret.json`, '/var/tmp/pull-secret.json');
	const done = await resumeInstall(host);
	clearInterval(sampler);

	expect([failed.exitCode, done.exitCode]).toEqual([5, 0]);
	expect([...seen].some((program) => program.endsWith('skopeo'))).toBe(true);
	expect([...seen].some((program) => program.endsWith('podman'))).toBe(true);
	expect([...leaks]).toEqual([]);
	const said = JSON.stringify([failed, done]);
	expect(planted.filter((secret) => said.includes(secret))).toEqual([]);
	expect(filesWith(planted, (path) => inside(host, 'bash', '-c', path))).toEqual([]);
	await onPartition(host, 4, async (root) => {
		expect(inRootOf(root, planted)).toBe('');
	});
});

const environmentOf = (pid: number): string => {
	try {
		return readFileSync(`/proc/${pid}/environ`, 'utf8');
	} catch {
		return '';
	}
};

/**
 * What the live system keeps of it: journal, log of commands, lists; not the pull secret itself, nor what makes the ISO of a
 * virtual machine that runs beside it.
 */
const filesWith = (
	planted: readonly string[],
	shell: (line: string) => string,
): readonly string[] => {
	const patterns = planted.map((secret) => `-e '${secret}'`).join(' ');
	return shell(
		`grep --recursive --files-with-matches --fixed-strings ${patterns} /run/ibi-console /var/tmp /tmp/ibi-* /var/log --exclude=pull-secret.json --exclude-dir='ibi-vm-*' 2>/dev/null || true`,
	)
		.split('\n')
		.filter((line) => line !== '');
};

/** The whole installed root filesystem, its ostree repository included. */
const inRootOf = (root: string, planted: readonly string[]): string => {
	const files = readdirSync(root, {recursive: true, withFileTypes: true});
	const found = files.find(
		(file) =>
			file.isFile() &&
			/ibi-console|journal|result|\.json$|\.conf$/.test(`${file.parentPath}/${file.name}`) &&
			planted.some((secret) =>
				readFileSync(`${file.parentPath}/${file.name}`, 'latin1').includes(secret),
			),
	);
	return found === undefined ? '' : `${found.parentPath}/${found.name}`;
};
