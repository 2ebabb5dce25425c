/** The name of the host: the site's, else the one that the network gave it. recert turns the seed's into it. */
import {InstallError} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {setHostName} from '../../../tools/hostnamectl.ts';
import type {Step} from '../../step.ts';
import {until} from '../until.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {host} from './layout.ts';

export type HostNameParams = EdgeParams & {
	/** How long DHCP and DNS may take to name it. */
	readonly limitMs: number;
};

export const nameHost: Step<HostNameParams> = {
	run: async ({limitMs}, {system, signal, log}) => {
		const {hostname: asked} = await readSite(system);
		if (asked === undefined) {
			await waitForName(system, limitMs, signal);
			log(`The network named this host ${await readHostName(system)}`);
			return undefined;
		}
		if ((await kernelName(system)) === asked && (await staticName(system)) === asked) {
			return {skipped: `it is ${asked} already`};
		}
		await setHostName(system, asked, signal);
		return undefined;
	},
};

/** What the host is called now. @throws InstallError HOST_NAME_MISSING */
export const readHostName = async (system: System): Promise<string> => {
	const found = await kernelName(system);
	if (isNoName(found)) {
		throw new InstallError('HOST_NAME_MISSING', {found});
	}
	return found;
};

const waitForName = async (system: System, limitMs: number, signal: AbortSignal): Promise<void> => {
	const endMs = system.clock.monotonicMs() + limitMs;
	await until(
		{system, signal},
		async () => !isNoName(await kernelName(system)) || system.clock.monotonicMs() > endMs,
	);
};

const isNoName = (name: string): boolean =>
	['', '(none)', 'localhost', 'localhost.localdomain'].includes(name);

const kernelName = async (system: System): Promise<string> =>
	(await system.files.readText(host.kernelHostName)).trim();

/** Only this one outlives a restart. */
const staticName = async (system: System): Promise<string> =>
	(await system.files.stat('/etc/hostname')) === undefined
		? ''
		: (await system.files.readText('/etc/hostname')).trim();
