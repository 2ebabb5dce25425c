/** Input that cannot be used: each is refused with its own words and exit code, and no byte of any disk changes. */
import {cp, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {type HostOptions, type LabHost, startHost} from '../../lab/host.ts';
import {artifactDirectory, buildStages} from '../../lab/stage.ts';
import {seedImage, seedLayout} from '../../lab/stages/seed-image.ts';
import {stages} from '../../lab/stages.ts';
import {lab} from './lab-install.ts';
import {digestOf, otherDisks, scribbleOnTarget} from './matrix/bytes.ts';
import {type Ended, installWords, journalOf, runConsole} from './matrix/console.ts';

beforeAll(() => buildStages(stages, lab));

/** A host on which an install would begin, were it not for what a test spoils. */
const soundOptions: HostOptions = {
	targetBytes: 24 * 1024 ** 3,
	configuration: {allowBelowMinimums: true, extraPartitionStart: '-8G'},
};

/** Installs with these words, and proves that it wrote nothing. */
const refusedOn = async (host: LabHost, ...words: readonly string[]): Promise<Ended> => {
	await scribbleOnTarget(host);
	const before = [await digestOf(host, 'target'), ...(await otherDisks(host))];
	const ended = await runConsole(host, [...installWords(host), ...words]);
	expect([await digestOf(host, 'target'), ...(await otherDisks(host))]).toEqual(before);
	expect(await journalOf(host)).toEqual([]);
	return ended;
};

const writeInside = async (host: LabHost, path: string, text: string): Promise<string> => {
	await lab.system.run(host.inside('tee', path), {input: text});
	return path;
};

/** What stands in the way, and the end, without what is merely worth knowing. */
const blockersOf = ({stdout, stderr}: Ended): string =>
	`${stdout}${stderr}`
		.split(/^(?=CHECK |[A-Z_]+: )/m)
		.filter((part) => !part.startsWith('CHECK warning') && !part.startsWith('CHECK ok'))
		.join('')
		.replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:...')
		.replaceAll(/time="[^"]*"/g, 'time="..."');

test('settings that are wrong are named one by one', async () => {
	await using host = await startHost(lab, soundOptions);
	const file = '/var/tmp/wrong.json';
	const text = '{"seedImag":"127.0.0.1:5443/a:b","extraPartitionNumber":"five","seedVersion":4.18}';
	const ended = await refusedOn(host, '--config', await writeInside(host, file, text));
	expect(ended.exitCode).toBe(2);
	expect(ended.stderr).toMatchInlineSnapshot(`
		"CONFIG_INVALID: Reading the configuration (/var/tmp/wrong.json): seedVersion: found a number, needed a text in quotes; extraPartitionNumber: found a text, needed a whole number from 5 to 128; seedImag is no known key; did you mean seedImage?.
		  do: Correct /var/tmp/wrong.json and start again.
		"
	`);
});

test('a seed of another version is refused', async () => {
	await using host = await startHost(lab, {
		...soundOptions,
		configuration: {...(soundOptions.configuration as object), seedVersion: '4.18.10'},
	});
	const ended = await refusedOn(host);
	expect(ended.exitCode).toBe(2);
	expect(blockersOf(ended)).toMatchInlineSnapshot(`
		"CHECK blocker seed-version: Version of the seed
		  found: 4.18.9-lab.1
		  needed: 4.18.10 (seedVersion)
		  do: Correct seedVersion, or give the seed image of that version.
		NOT_READY: Starting the install: it is not ready (seed-version).
		  do: Answer what is missing on the review, then start again.
		  do: What blocks is told with what to do in 0 1 (Findings).
		"
	`);
});

test('a seed whose config is not what its digest says is refused', async () => {
	await using host = await startHost(lab, soundOptions);
	const layout = await layoutWithDamagedConfig();
	try {
		const file = JSON.stringify({
			...(soundOptions.configuration as object),
			seedImage: `oci:${layout}`,
			seedVersion: lab.settings.seedVersion,
		});
		const ended = await refusedOn(
			host,
			'--config',
			await writeInside(host, '/var/tmp/d.json', file),
		);
		expect(ended.exitCode).toBe(4);
		expect(blockersOf(ended).replaceAll(layout, 'LAYOUT')).toMatchInlineSnapshot(`
			"CHECK blocker seed-read: Seed image can be read
			  unknown: the seed image was not read yet
			  do: Give the seed image and read it on the seed screen.
			SEED_DIGEST_MISMATCH: Reading the seed image LAYOUT: its bytes have the digest sha256:..., but sha256:... was asked for.
			  do: Do not use this copy: it was damaged or changed. Copy the image again, or name another registry; then try again.
			"
		`);
	} finally {
		await rm(layout, {recursive: true});
	}
});

const layoutWithDamagedConfig = async (): Promise<string> => {
	const source = join(await artifactDirectory(seedImage, lab.settings), seedLayout);
	const layout = await mkdtemp(join(tmpdir(), 'ibi-damaged-'));
	await cp(source, layout, {recursive: true});
	const blobs = join(layout, 'blobs/sha256');
	for (const name of await readdir(blobs)) {
		const text = await readFile(join(blobs, name), 'latin1').then((all) => all.slice(0, 200_000));
		if (text.includes('"rootfs"')) {
			await writeFile(join(blobs, name), text.replace('"rootfs"', '"rOotfs"'));
		}
	}
	return layout;
};

test('a registry that does not answer is told as that', async () => {
	await using host = await startHost(lab, {...soundOptions, registry: 'down'});
	const ended = await refusedOn(host);
	expect(ended.exitCode).toBe(3);
	expect(blockersOf(ended)).toMatchInlineSnapshot(`
		"CHECK blocker seed-read: Seed image can be read
		  unknown: the seed image was not read yet
		  do: Give the seed image and read it on the seed screen.
		CHECK blocker registry-tcp: Registry: connection
		  found: 127.0.0.1:5443 at port 5443: the connection was refused: nothing listens there
		  needed: a registry that can be reached
		  do: Check name and port of the registry, that it runs, and that no firewall is between, then check the network again.
		SEED_UNREACHABLE: Reading the seed image 127.0.0.1:5443/seeds/sno:4.18.9-lab.1: the registry cannot be reached (pinging container registry 127.0.0.1:5443: Get "https://127.0.0.1:5443/v2/": dial tcp 127.0.0.1:5443: connect: connection refused).
		  because: time="..." level=warning msg="Failed, retrying in 1s ... (1/2). Error: pinging container registry 127.0.0.1:5443: Get \\"https://127.0.0.1:5443/v2/\\": dial tcp 127.0.0.1:5443: connect: connection refused"
		time="..." level=warning msg="Failed, retrying in 2s ... (2/2). Error: pinging container registry 127.0.0.1:5443: Get \\"https://127.0.0.1:5443/v2/\\": dial tcp 127.0.0.1:5443: connect: connection refused"
		time="..." level=fatal msg="Error parsing image name \\"docker://127.0.0.1:5443/seeds/sno:4.18.9-lab.1\\": pinging container registry 127.0.0.1:5443: Get \\"https://127.0.0.1:5443/v2/\\": dial tcp 127.0.0.1:5443: connect: connection refused"
		  do: See 0 3 (Network): it names the first rung that does not hold (cable, address, route, DNS, proxy, registry).
		  do: Put that right; if all but the registry hold, have it started, or correct its name and port. Then try again.
		"
	`);
});

test('a certificate of an authority that nobody knows is told as that', async () => {
	await using host = await startHost(lab, {...soundOptions, registryCa: 'unknown'});
	const ended = await refusedOn(host);
	expect(ended.exitCode).toBe(3);
	expect(blockersOf(ended)).toMatchInlineSnapshot(`
		"CHECK blocker seed-read: Seed image can be read
		  unknown: the seed image was not read yet
		  do: Give the seed image and read it on the seed screen.
		CHECK blocker registry-tls: Registry: certificate
		  found: this host does not know the authority (ibi-console lab CA) that signed the certificate of 127.0.0.1:5443
		  needed: an authority that this host trusts
		  do: Put the CA certificate into /etc/containers/certs.d/127.0.0.1:5443/ca.crt, or into /etc/pki/ca-trust/source/anchors and run update-ca-trust, then check the network again.
		SEED_UNTRUSTED_CA: Reading the seed image 127.0.0.1:5443/seeds/sno:4.18.9-lab.1: this host does not know the authority that signed the certificate of the registry (pinging container registry 127.0.0.1:5443: Get "https://127.0.0.1:5443/v2/": x509: certificate signed by unknown authority).
		  because: time="..." level=fatal msg="Error parsing image name \\"docker://127.0.0.1:5443/seeds/sno:4.18.9-lab.1\\": pinging container registry 127.0.0.1:5443: Get \\"https://127.0.0.1:5443/v2/\\": x509: certificate signed by unknown authority"
		  do: Put the CA certificate into /etc/pki/ca-trust/source/anchors and run update-ca-trust, or put it into /etc/containers/certs.d/<host:port>/ca.crt. Then try again.
		  do: When an installation ISO is made, put it into additionalTrustBundle.
		"
	`);
});

test('a wrong password is told as that, and never shown', async () => {
	await using host = await startHost(lab, {...soundOptions, password: 'wrong'});
	const ended = await refusedOn(host);
	expect(ended.exitCode).toBe(2);
	expect(blockersOf(ended)).toMatchInlineSnapshot(`
		"CHECK blocker seed-read: Seed image can be read
		  unknown: the seed image was not read yet
		  do: Give the seed image and read it on the seed screen.
		CHECK blocker registry-auth: Registry: access
		  found: Reading the seed image 127.0.0.1:5443/seeds/sno:4.18.9-lab.1: the registry refuses the credentials of /var/tmp/pull-secret.json (reading manifest 4.18.9-lab.1 in 127.0.0.1:5443/seeds/sno: unauthorized: authentication required).
		  needed: an answer with the seed image
		  do: Check that /var/tmp/pull-secret.json has an entry for this registry, with a user and password that may read this image. Put a right one in its place, then try again.
		SEED_AUTH: Reading the seed image 127.0.0.1:5443/seeds/sno:4.18.9-lab.1: the registry refuses the credentials of /var/tmp/pull-secret.json (reading manifest 4.18.9-lab.1 in 127.0.0.1:5443/seeds/sno: unauthorized: authentication required).
		  because: time="..." level=fatal msg="Error parsing image name \\"docker://127.0.0.1:5443/seeds/sno:4.18.9-lab.1\\": reading manifest 4.18.9-lab.1 in 127.0.0.1:5443/seeds/sno: unauthorized: authentication required"
		  do: Check that /var/tmp/pull-secret.json has an entry for this registry, with a user and password that may read this image.
		  do: Put a right one in its place, then try again.
		"
	`);
});

test('a disk that is too small is refused', async () => {
	await using host = await startHost(lab, {targetBytes: 100e9 - 512});
	const ended = await refusedOn(host);
	expect(ended.exitCode).toBe(2);
	expect(blockersOf(ended)).toContain(
		`CHECK blocker disk-size: Size of the installation disk
  found: 99.9 GB
  needed: 120 GB or more
  do: Choose a larger disk. A document may lower this`,
	);
	expect(ended.stderr).toMatch(/^NOT_READY: .*disk-size/);
});

test('a disk that is in use is refused', async () => {
	await using host = await startHost(lab, soundOptions);
	const {device} = host.disks.target;
	await lab.system.run(host.inside('mkfs.xfs', '-q', '-K', device));
	await lab.system.run(host.inside('mkdir', '/run/elsewhere'));
	await lab.system.run(host.inside('mount', '-o', 'ro,norecovery', device, '/run/elsewhere'));
	const before = await digestOf(host, 'target');
	const ended = await runConsole(host, installWords(host));
	expect(await digestOf(host, 'target')).toBe(before);
	expect(ended.exitCode).toBe(2);
	expect(blockersOf(ended).replaceAll(device, '/dev/DISK')).toMatchInlineSnapshot(`
		"CHECK blocker disk-busy: Installation disk: in use by nothing
		  found: /dev/DISK is mounted on /run/elsewhere
		  needed: a disk that nothing speaks against
		  do: Release it (unmount, swapoff, stop what holds it), then rescan.
		NOT_READY: Starting the install: it is not ready (disk-busy).
		  do: Answer what is missing on the review, then start again.
		  do: What blocks is told with what to do in 0 1 (Findings).
		"
	`);
	await lab.system.run(host.inside('umount', '/run/elsewhere'));
});

test('without the word that allows it, no disk is written', async () => {
	await using host = await startHost(lab, soundOptions);
	await scribbleOnTarget(host);
	const before = await digestOf(host, 'target');
	const words = installWords(host).map((word) => (word === 'yes' ? 'no' : word));
	const {exitCode, stderr} = await runConsole(host, words);
	expect(await digestOf(host, 'target')).toBe(before);
	expect(exitCode).toBe(2);
	expect(stderr).toMatchInlineSnapshot(`
		"CONSENT_MISSING: Starting an unattended install: nothing allows it to wipe the disk.
		  do: Add --wipe yes (kernel argument ibi.wipe=yes), or install on the console.
		"
	`);
});
