/**
 * Our time from a configuration that is there to a kubelet that was started, without recert's own, beside the plain
 * sequence of the same programs with its fixed pauses. Each on a fresh edge host, in turns. Ours does more: it asks recert
 * what it knows, examines the site again, and keeps and proves a copy to go back to.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {type EdgeHost, startEdge} from '../../lab/edge.ts';
import {buildStages} from '../../lab/stage.ts';
import {stages} from '../../lab/stages.ts';
import {recertConfig} from '../../src/engine/recert/config.ts';
import {readManifest} from '../../src/iso/manifest-document.ts';
import {secretJson} from '../../src/iso/secret-json.ts';
import {parseClusterInfo} from '../../src/seed/cluster-info.ts';
import {writeSite} from '../../test/e2e/edge/site.ts';
import {lab} from '../../test/e2e/lab-install.ts';
import {atMost, type Figure, median} from '../figure.ts';

const runs = 3;
const address = '192.0.2.77';

export const measureDeploy = async (print: (text: string) => void): Promise<readonly Figure[]> => {
	await buildStages(stages, lab);
	const ratios: number[] = [];
	for (let run = 0; run < runs; run += 1) {
		const ours = await measured((host) => ourOutput(host, print));
		const plain = await measured(async (host) => {
			await prepareConfig(host);
			return output(host, plainScript, await etcdImage(host));
		});
		const load = loadavg()[0]?.toFixed(1);
		print(`deploy: ${ours} ms, plain ${plain} ms, without recert's own time; load ${load}`);
		ratios.push(ours / plain);
	}
	return [
		atMost(
			'deploy: our time / plain sequence, without recert',
			median(ratios),
			'ratio',
			0.5,
			command,
		),
	];
};

const command = 'make bench';
const oursScript = join(import.meta.dirname, 'ours-inside.ts');
const plainScript = join(import.meta.dirname, 'plain.sh');
const manifestPath = '/opt/openshift/cluster-configuration/manifest.json';

/** Both print milliseconds in all, and those of recert. */
const measured = async (work: (host: EdgeHost) => Promise<string>): Promise<number> => {
	await using host = await startEdge(lab, {address: `${address}/24`});
	await putSite(host);
	const [allMs = Number.NaN, recertMs = Number.NaN] = (await work(host))
		.trim()
		.split(' ')
		.map(Number);
	return allMs - recertMs;
};

const putSite = async (host: EdgeHost): Promise<void> => {
	const directory = mkdtempSync(join(tmpdir(), 'ibi-site-'));
	await writeSite(directory);
	const text = readFileSync(join(directory, 'cluster-configuration/manifest.json'), 'utf8');
	rmSync(directory, {recursive: true});
	await output(host, 'mkdir', '--parents', '/opt/openshift/cluster-configuration');
	await write(host, manifestPath, text);
	await write(host, '/var/tmp/recert-stand-in.json', '{"keySeconds": 1}');
};

/** The plain sequence does not make it itself; what stands in it is what ours makes, without the site's keys. */
const prepareConfig = async (host: EdgeHost): Promise<void> => {
	const site = readManifest(await output(host, 'cat', manifestPath), manifestPath);
	const seed = parseClusterInfo(await output(host, 'cat', '/var/seed_data/manifest.json'));
	if (seed === undefined) {
		throw new Error('the seed of the lab tells nothing');
	}
	const {
		use_key_rules: _keys,
		use_cert_rules: _certificates,
		...config
	} = recertConfig(site, seed, {
		hostname: site.hostname ?? '',
		nodeIps: [address],
	});
	await write(host, '/opt/openshift/recert_config.json', secretJson(config).reveal());
};

const etcdImage = async (host: EdgeHost): Promise<string> => {
	const pod = await output(host, 'cat', '/etc/kubernetes/manifests/etcd-pod.yaml');
	return /- name: etcd\n\s+image: (\S+)/.exec(pod)?.[1] ?? '';
};

/** What each step took goes to the reader. */
const ourOutput = async (host: EdgeHost, print: (text: string) => void): Promise<string> => {
	const {stdout, stderr} = await lab.system.run(host.inside(process.execPath, oursScript));
	print(`deploy, ms a step:\n${stderr.trim()}`);
	return stdout;
};

const output = async (
	host: EdgeHost,
	program: string,
	...args: readonly string[]
): Promise<string> => (await lab.system.run(host.inside(program, ...args))).stdout;

const write = async (host: EdgeHost, path: string, text: string): Promise<void> => {
	await lab.system.run(host.inside('tee', path), {input: text});
};
