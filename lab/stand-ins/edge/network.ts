/** What the stand-ins of NetworkManager and nmstatectl share: keyfiles, and `ip` that really applies them. */
import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

export const keyfiles = '/etc/NetworkManager/system-connections';

export type Connection = {
	readonly name: string;
	readonly type: string;
	/** With prefix. */
	readonly addresses: readonly string[];
	readonly gateway?: string | undefined;
	readonly dns: readonly string[];
	readonly vlan?: {readonly parent: string; readonly id: string} | undefined;
};

export const ip = (...args: readonly string[]): boolean =>
	spawnSync('ip', [...args], {stdio: ['ignore', 'ignore', 'pipe']}).status === 0;

export const applyConnection = (connection: Connection): void => {
	const {name, addresses, gateway, vlan} = connection;
	if (vlan !== undefined) {
		ip('link', 'add', 'link', vlan.parent, 'name', name, 'type', 'vlan', 'id', vlan.id);
	}
	if (addresses.length > 0) {
		ip('address', 'flush', 'dev', name, 'scope', 'global');
	}
	ip('link', 'set', name, 'up');
	for (const address of addresses) {
		ip('address', 'replace', address, 'dev', name);
	}
	if (gateway !== undefined) {
		ip('route', 'replace', 'default', 'via', gateway, 'dev', name, 'metric', '48');
	}
};

/** `forcedns` of a single node keeps itself first among these. */
export const writeResolvers = (servers: readonly string[]): void => {
	const text = servers.map((server) => `nameserver ${server}\n`).join('');
	mkdirSync('/run/NetworkManager', {recursive: true});
	writeFileSync('/run/NetworkManager/resolv.conf', text);
	writeFileSync('/etc/resolv.conf', `nameserver 127.0.0.1\n${text}`);
};

export const readKeyfiles = (): readonly Connection[] => {
	mkdirSync(keyfiles, {recursive: true});
	return readdirSync(keyfiles)
		.filter((name) => name.endsWith('.nmconnection'))
		.sort()
		.map((name) => parseKeyfile(readFileSync(join(keyfiles, name), 'utf8')));
};

export const writeKeyfile = (connection: Connection): void => {
	mkdirSync(keyfiles, {recursive: true});
	const path = join(keyfiles, `${connection.name}.nmconnection`);
	writeFileSync(path, formatKeyfile(connection), {mode: 0o600});
};

const parseKeyfile = (text: string): Connection => {
	const values = new Map<string, string>();
	let section = '';
	for (const line of text.split('\n')) {
		section = /^\[(.*)\]$/.exec(line.trim())?.[1] ?? section;
		const [, name, value = ''] = /^([^=#;]+)=(.*)$/.exec(line.trim()) ?? [];
		if (name !== undefined) {
			values.set(`${section}.${name}`, value);
		}
	}
	const listed = ['ipv4', 'ipv6'].flatMap((family) =>
		[1, 2, 3].flatMap((index) => values.get(`${family}.address${index}`) ?? []),
	);
	const parent = values.get('vlan.parent');
	return {
		name: values.get('connection.interface-name') ?? values.get('connection.id') ?? '',
		type: values.get('connection.type') ?? 'ethernet',
		addresses: listed.map((one) => one.split(',')[0] ?? ''),
		gateway: values.get('ipv4.gateway') ?? listed[0]?.split(',')[1],
		dns: ['ipv4.dns', 'ipv6.dns'].flatMap((key) =>
			(values.get(key) ?? '').split(';').filter((one) => one !== ''),
		),
		vlan: parent === undefined ? undefined : {parent, id: values.get('vlan.id') ?? '0'},
	};
};

const formatKeyfile = ({name, type, addresses, gateway, dns, vlan}: Connection): string => {
	const family = (version: 'ipv4' | 'ipv6') => {
		const own = addresses.filter((one) => one.includes(':') === (version === 'ipv6'));
		return [
			`[${version}]`,
			`method=${own.length === 0 ? 'auto' : 'manual'}`,
			...own.map((one, index) => `address${index + 1}=${one}`),
			...(version === 'ipv4' && gateway !== undefined ? [`gateway=${gateway}`] : []),
			...(version === 'ipv4' && dns.length > 0 ? [`dns=${dns.join(';')};`] : []),
		];
	};
	const lines = [
		...['[connection]', `id=${name}`, `type=${type}`, `interface-name=${name}`, ''],
		...(vlan === undefined ? [] : ['[vlan]', `parent=${vlan.parent}`, `id=${vlan.id}`, '']),
		...[...family('ipv4'), '', ...family('ipv6'), ''],
	];
	return lines.join('\n');
};
