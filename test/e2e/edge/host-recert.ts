/** etcd and recert on an edge host, started as a deployment starts them, without its engine. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import type {EdgeHost} from '../../../lab/edge.ts';
import type {Lab} from '../../../lab/stage.ts';
import type {Output} from '../../../src/system/types.ts';

const directories = ['/kubelet', '/kubernetes', '/machine-config-daemon'];
const machineConfig = '/host-etc/mcs-machine-config-content.json';

/** A site with another name, host, address and network than the seed; without keys of its own. */
export const recertConfig = {
	etcd_endpoint: 'localhost:2379',
	crypto_dirs: directories,
	crypto_files: [machineConfig],
	cluster_customization_dirs: directories,
	cluster_customization_files: [machineConfig, '/host-etc/mco/proxy.env', '/host-etc/chrony.conf'],
	cluster_rename: 'edge7:corp.net:edge7-abcde',
	hostname: 'edge7-n0',
	ip: ['10.0.0.2'],
	machine_network_cidr: ['10.0.0.0/24'],
	kubeadmin_password_hash: '',
	extend_expiration: true,
	regenerate_server_ssh_keys: '/ssh',
	summary_file_clean: '/var/tmp/recert-summary.yaml',
	cn_san_replace_rules: [
		'system:node:seed-0,system:node:edge7-n0',
		'seed-0,edge7-n0',
		'api.seed.lab.example,api.edge7.corp.net',
		'api-int.seed.lab.example,api-int.edge7.corp.net',
		'*.apps.seed.lab.example,*.apps.edge7.corp.net',
		'192.0.2.10,10.0.0.2',
	],
};

const podman = [
	...['run', '--rm', '--network=host', '--privileged', '--replace'],
	'--authfile=/var/lib/kubelet/config.json',
];

const untilHealthy = `
	for (let tries = 0; tries < 200; tries += 1) {
		const answer = await fetch('http://localhost:2379/health').catch(() => undefined);
		if (answer?.ok) process.exit(0);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	process.exit(1);`;

export const startEtcd = async (lab: Lab, edge: EdgeHost): Promise<void> => {
	const pod = await readFile(edge.path('/etc/kubernetes/manifests/etcd-pod.yaml'), 'utf8');
	const [, image = ''] = /- name: etcd\n\s+image: (\S+)/.exec(pod) ?? [];
	const etcd = ['--name', 'editor', '--data-dir', '/store'];
	const place = [
		'--detach',
		'--name=recert_etcd',
		'--entrypoint=etcd',
		'-v',
		'/var/lib/etcd:/store',
	];
	await lab.system.run(edge.inside('podman', ...podman, ...place, image, ...etcd));
	await lab.system.run(edge.inside(process.execPath, '--eval', untilHealthy));
};

export const stopEtcd = (lab: Lab, edge: EdgeHost): Promise<Output> =>
	lab.system.run(edge.inside('podman', 'stop', 'recert_etcd'));

export const runRecert = async (lab: Lab, edge: EdgeHost, config: object): Promise<Output> => {
	await mkdir(edge.path('/var/opt/openshift'), {recursive: true});
	await writeFile(edge.path('/var/opt/openshift/recert_config.json'), JSON.stringify(config));
	const volumes = Object.entries({
		'/etc': '/host-etc',
		'/etc/ssh': '/ssh',
		'/etc/kubernetes': '/kubernetes',
		'/var/lib/kubelet': '/kubelet',
		'/var/tmp': '/var/tmp',
		'/etc/machine-config-daemon': '/machine-config-daemon',
		'/etc/pki': '/pki',
		'/opt/openshift': '/opt/openshift',
	}).flatMap(([from, to]) => ['-v', `${from}:${to}`]);
	const info = JSON.parse(await readFile(edge.path('/var/seed_data/manifest.json'), 'utf8'));
	const environment = ['-e', 'RECERT_CONFIG=/opt/openshift/recert_config.json'];
	const args = [...podman, '--name=recert', ...volumes, ...environment];
	return lab.system.run(edge.inside('podman', ...args, info.recert_image_pull_spec), {
		acceptedExitCodes: [0, 1, 101],
	});
};
