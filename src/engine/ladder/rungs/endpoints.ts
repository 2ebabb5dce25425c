/** The upper rungs: proxy, TCP and TLS of each registry that may be asked for the seed image. */
import {type Fact, known} from '../../../hardware/facts.ts';
import type {System} from '../../../system/types.ts';
import {pathTo} from '../../../tools/ip-path.ts';
import type {
	Endpoint,
	EndpointAnswer,
	EndpointName,
	EndpointPath,
	EndpointTrust,
	LadderFacts,
} from '../facts.ts';
import {endpointsOf, type Ground} from '../ground.ts';
import {proxyTo} from '../proxy.ts';
import {trustedFiles} from '../trust.ts';

const timeoutMs = 8000;

export const askProxies = async (
	ground: Ground,
	signal: AbortSignal,
): Promise<Fact<readonly EndpointAnswer[]>> => {
	const behind = endpointsOf(ground).filter(({proxy}) => proxy !== undefined);
	return known(
		await Promise.all(
			behind.map(async (endpoint) => ({
				endpoint,
				connection: await ground.system.connect({...wayTo(ground, endpoint), timeoutMs, signal}),
			})),
		),
	);
};

export const connectEndpoints = async (
	{system}: Ground,
	signal: AbortSignal,
	ladder: LadderFacts,
): Promise<Fact<readonly EndpointPath[]>> => {
	const {names} = ladder.rungs;
	const resolved = names?.fact.known ? names.fact.value : [];
	const found = resolved.filter(({addresses}) => addresses.length > 0);
	return known(await Promise.all(found.map((name) => connectTo(system, name, signal))));
};

export const shakeHands = async (
	ground: Ground,
	signal: AbortSignal,
	{rungs: {tcp, proxy}}: LadderFacts,
): Promise<Fact<readonly EndpointTrust[]>> => {
	const answers = [
		...(tcp?.fact.known ? tcp.fact.value : []),
		...(proxy?.fact.known ? proxy.fact.value : []),
	];
	const open = answers.filter(({connection}) => connection.kind === 'open');
	return known(await Promise.all(open.map(({endpoint}) => trustOf(ground, endpoint, signal))));
};

const connectTo = async (
	system: System,
	{endpoint, addresses}: EndpointName,
	signal: AbortSignal,
): Promise<EndpointPath> => {
	const {host, port} = endpoint;
	const connection = await system.connect({host, port, timeoutMs, signal});
	const [address] = addresses;
	const path = address === undefined ? undefined : await pathTo(system, address, signal);
	return {endpoint, connection, ...(path && {path})};
};

const trustOf = async (
	ground: Ground,
	endpoint: Endpoint,
	signal: AbortSignal,
): Promise<EndpointTrust> => {
	const {system, environment} = ground;
	const {host, registry} = endpoint;
	const caFiles = await trustedFiles(system, registry, environment);
	const connection = await system.connect({
		...wayTo(ground, endpoint),
		tls: {serverName: host, caFiles},
		request: `GET /v2/ HTTP/1.1\r\nHost: ${registry}\r\nConnection: close\r\n\r\n`,
		timeoutMs,
		signal,
	});
	const date = connection.kind === 'open' ? dateOf(connection.answer) : Number.NaN;
	const clockAheadMs = date - system.clock.now().getTime();
	return {endpoint, connection, ...(!Number.isNaN(clockAheadMs) && {clockAheadMs})};
};

const wayTo = ({environment}: Ground, {host, port}: Endpoint) => {
	const proxy = proxyTo(environment, {host, port});
	return {host, port, ...(proxy && {proxy})};
};

const dateOf = (answer: string | undefined): number =>
	Date.parse(/^date:\s*(.+?)\s*$/im.exec(answer ?? '')?.[1] ?? '');
