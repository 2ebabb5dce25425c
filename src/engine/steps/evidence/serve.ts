/** The bundle to whoever asks for it at an address that nobody can guess, for a while or a number of times. */
import {InstallError} from '../../../errors.ts';
import {openFileServer} from '../../../system/file-server.ts';
import type {System} from '../../../system/types.ts';
import type {Step} from '../../step.ts';

export type ServeParams = {
	readonly path: string;
	readonly openMs: number;
	readonly mostFetches: number;
};

export type ServeOptions = {
	/** Of this host, as others reach it. */
	readonly addresses: () => Promise<readonly string[]>;
	/** Told once it is open: what is typed on the other machine, one line for each address. */
	readonly opened: (lines: readonly string[]) => void;
};

export const serveBundle = (options: ServeOptions | undefined): Step<ServeParams> => ({
	run: async ({path, openMs, mostFetches}, {system, signal, log}) => {
		if (options === undefined) {
			throw new InstallError('BUG', {what: 'nobody is told of the address'});
		}
		const name = path.slice(path.lastIndexOf('/') + 1);
		const urlPath = `/${randomName(system)}/${name}`;
		const sizeBytes = (await system.files.stat(path))?.sizeBytes ?? 0;
		const over = new AbortController();
		let fetches = 0;
		const onFetched = (from: string): void => {
			fetches += 1;
			log(`fetched by ${from} (${fetches} of ${mostFetches})`);
			if (fetches >= mostFetches) {
				over.abort();
			}
		};
		const server = await openFileServer({path, sizeBytes, urlPath, onFetched});
		try {
			options.opened(curlLines(await options.addresses(), server.port, urlPath));
			await untilOver(system, openMs, signal, over.signal);
		} finally {
			await server.close();
		}
		signal.throwIfAborted();
		if (fetches === 0) {
			throw new InstallError('EVIDENCE_NOT_FETCHED', {minutes: Math.round(openMs / 60_000)});
		}
	},
});

const randomName = ({random}: System): string => Buffer.from(random.bytes(16)).toString('hex');

const curlLines = (
	addresses: readonly string[],
	port: number,
	urlPath: string,
): readonly string[] =>
	addresses.map((address) => {
		const host = address.includes(':') ? `[${address}]` : address;
		return `curl --remote-name http://${host}:${port}${urlPath}`;
	});

const untilOver = async (
	{clock}: System,
	openMs: number,
	...signals: readonly AbortSignal[]
): Promise<void> => {
	const either = AbortSignal.any([...signals]);
	if (!either.aborted) {
		await clock.sleep(openMs, either).catch(() => {});
	}
};
