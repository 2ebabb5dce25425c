/** A medium mounted at a place of its own for as long as it is used, so that two looks never meet. */
import {isCancelled} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {type MountRequest, mount, unmount} from '../../tools/mount.ts';

export type Mounted<Result> = {
	readonly device: string;
	readonly options: readonly string[];
	readonly use: (top: string) => Promise<Result>;
	/** Instead of `use`, when it cannot be mounted. */
	readonly orElse: (failure: unknown) => Promise<Result>;
};

/** @throws what `use` and `orElse` throw, and COMMAND_FAILED when it cannot be unmounted */
export const whileMounted = async <Result>(
	system: System,
	{device, options, use, orElse}: Mounted<Result>,
	signal: AbortSignal,
): Promise<Result> => {
	const mountpoint = `${mountpoints}/${Buffer.from(system.random.bytes(8)).toString('hex')}`;
	await system.files.makeDirectory(mountpoint, 0o700);
	try {
		const failure = await mountFailure(system, {device, mountpoint, options}, signal);
		if (failure !== undefined) {
			return await orElse(failure);
		}
		try {
			return await use(mountpoint);
		} finally {
			await unmountSoon(system, mountpoint);
		}
	} finally {
		await system.files.remove(mountpoint);
	}
};

/** Below it a medium is mounted only for as long as somebody of us looks into it. */
export const mountpoints = '/run/ibi-console/media';

const mostAttempts = 20;
const pauseMs = 100;

/** A mount that was cancelled may have come about nevertheless. */
const mountFailure = async (
	system: System,
	request: MountRequest,
	signal: AbortSignal,
): Promise<unknown> => {
	try {
		return await failureOf(() => mount(system, request, signal));
	} catch (cancelled) {
		await failureOf(() => unmount(system, request.mountpoint, new AbortController().signal));
		throw cancelled;
	}
};

/** Whatever was cancelled: nothing stays mounted. A file that was read is closed a moment after its last byte. */
const unmountSoon = async (system: System, mountpoint: string): Promise<void> => {
	const {signal} = new AbortController();
	for (let attempt = 1; attempt < mostAttempts; attempt++) {
		const failure = await failureOf(() => unmount(system, mountpoint, signal));
		if (failure === undefined) {
			return;
		}
		await system.clock.sleep(pauseMs, signal);
	}
	await unmount(system, mountpoint, signal);
};

const failureOf = async (work: () => Promise<void>): Promise<unknown> => {
	try {
		await work();
		return undefined;
	} catch (error) {
		if (isCancelled(error)) {
			throw error;
		}
		return error;
	}
};
