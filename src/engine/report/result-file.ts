/** The result on the medium that the configuration came from, where that can be written: carried home with the stick. */
import type {System} from '../../system/types.ts';
import {mount, unmount} from '../../tools/mount.ts';
import {syncFilesystem} from '../../tools/sync.ts';
import {deviceLabelled} from '../site/locate.ts';
import type {ReportRecord} from './schema.ts';

const mountpoint = '/run/ibi-console/result';

/** The folder is ours; nothing else on the medium is touched. */
const folder = 'ibi-console';

/** @throws InstallError COMMAND_… where it cannot be written, as an ISO */
export const leaveResult = async (
	system: System,
	label: string,
	end: ReportRecord,
	signal: AbortSignal,
): Promise<void> => {
	const device = await deviceLabelled(system, label, signal);
	await system.files.makeDirectory(mountpoint, 0o700);
	await mount(system, {device, mountpoint, options: ['nosuid', 'nodev', 'noexec']}, signal);
	try {
		await system.files.makeDirectory(`${mountpoint}/${folder}`);
		await system.files.writeText(`${mountpoint}/${folder}/${nameOf(end)}`, pretty(end));
		await syncFilesystem(system, mountpoint, signal);
	} finally {
		await unmount(system, mountpoint, new AbortController().signal);
	}
};

/** One a host: a stick may serve a whole rack. */
const nameOf = ({host}: ReportRecord): string =>
	`result-${(host.serial ?? host.name ?? 'unknown').replace(/[^\w.-]+/g, '_')}.json`;

const pretty = (record: ReportRecord): string => `${JSON.stringify(record, undefined, '\t')}\n`;
