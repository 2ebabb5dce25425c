/**
 * What stands in the world of a made network, run inside its namespace: a name server over UDP (RFC 1035, only as
 * far as A and PTR need it), a time server, and a proxy. Argument: one JSON value. Prints `ready`.
 */
import {createSocket} from 'node:dgram';
import {connect, createServer, type Socket} from 'node:net';

export type Services = {
	readonly nameServers: readonly {
		readonly address: string;
		readonly records: Readonly<Record<string, string>>;
		/** Given for every name that has no record. */
		readonly liesWith?: string;
	}[];
	/** Addresses where the time is told over UDP (RFC 4330), by a clock that is wrong by so much. */
	readonly timeServers?: readonly {readonly address: string; readonly aheadSeconds: number}[];
	/** Addresses with a port, where CONNECT is answered with 407 unless it has the credentials. */
	readonly proxies: readonly ProxyService[];
};

type ProxyService = {
	readonly address: string;
	readonly port: number;
	/** `user:password`, and where the names lead that it is asked for. */
	readonly opensFor?: {
		readonly credentials: string;
		readonly hosts: Readonly<Record<string, string>>;
	};
};

const services = JSON.parse(process.argv[2] ?? '{}') as Services;

const nameAt = (packet: Buffer): {readonly name: string; readonly end: number} => {
	const labels: string[] = [];
	let at = 12;
	while ((packet[at] ?? 0) > 0) {
		const length = packet[at] ?? 0;
		labels.push(packet.toString('latin1', at + 1, at + 1 + length));
		at += length + 1;
	}
	return {name: labels.join('.').toLowerCase(), end: at + 5};
};

const typeA = 1;

const answerTo = (
	question: Buffer,
	{records, liesWith}: Services['nameServers'][number],
): Buffer => {
	const {name, end} = nameAt(question);
	const isAddressAsked = question.readUInt16BE(end - 4) === typeA;
	const address = isAddressAsked ? (records[name] ?? liesWith) : undefined;
	const isKnown = address !== undefined || records[name] !== undefined;
	const header = Buffer.alloc(12);
	question.copy(header, 0, 0, 2);
	// Response, recursion desired and available; NXDOMAIN is 3.
	header.writeUInt16BE(0x8180 + (isKnown ? 0 : 3), 2);
	header.writeUInt16BE(1, 4);
	header.writeUInt16BE(address === undefined ? 0 : 1, 6);
	const record = Buffer.from([0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 60, 0, 4]);
	const bytes = Buffer.from((address ?? '').split('.').map(Number));
	const answer = address === undefined ? [] : [record, bytes];
	return Buffer.concat([header, question.subarray(12, end), ...answer]);
};

const timeAnswer = (question: Buffer, aheadSeconds: number): Buffer => {
	const answer = Buffer.alloc(48);
	// No warning, version 4, mode server; stratum 2.
	answer.writeUInt8(0b00_100_100, 0);
	answer.writeUInt8(2, 1);
	question.copy(answer, 24, 40, 48);
	for (const offset of [16, 32, 40]) {
		const seconds = Date.now() / 1000 + aheadSeconds + 2_208_988_800;
		answer.writeUInt32BE(Math.floor(seconds), offset);
		answer.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), offset + 4);
	}
	return answer;
};

/** Credentials, then a tunnel; a name that it does not know is no host. */
const answerConnect = (socket: Socket, head: string, {opensFor}: ProxyService): void => {
	const {credentials = '', hosts = {}} = opensFor ?? {};
	const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
	if (opensFor === undefined || !head.includes(`Proxy-Authorization: ${expected}\r\n`)) {
		socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
		return;
	}
	const [, name = '', port] = /^CONNECT ([^ ]+):(\d+) /.exec(head) ?? [];
	const far = connect(Number(port), hosts[name] ?? '0.0.0.0', () => {
		socket.write('HTTP/1.1 200 OK\r\n\r\n');
		socket.pipe(far).pipe(socket);
	});
	far.on('error', () => socket.destroy());
	socket.on('close', () => far.destroy());
};

const starting = [
	...(services.timeServers ?? []).map(({address: own, aheadSeconds}) => {
		const socket = createSocket('udp4');
		socket.on('message', (packet, {address, port}) => {
			socket.send(timeAnswer(packet, aheadSeconds), port, address);
		});
		return new Promise<void>((resolve) => socket.bind(123, own, resolve));
	}),
	...services.nameServers.map((server) => {
		const socket = createSocket('udp4');
		socket.on('message', (packet, {address, port}) => {
			socket.send(answerTo(packet, server), port, address);
		});
		return new Promise<void>((resolve) => socket.bind(53, server.address, resolve));
	}),
	...services.proxies.map((service) => {
		const server = createServer((socket) => {
			socket.on('error', () => {});
			socket.once('data', (head) => answerConnect(socket, head.toString('latin1'), service));
		});
		const {address, port} = service;
		return new Promise<void>((resolve) => server.listen(port, address, resolve));
	}),
];
await Promise.all(starting);
process.stdout.write('ready\n');
