/** The mark that a seed is unpacked in the work directory and both digests of each of its layers matched. */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {work} from './layout.ts';

export const markVerified = (system: System, digest: string): Promise<void> =>
	system.files.writeText(work.verified, `${JSON.stringify({digest})}\n`, 0o600);

export const isVerified = async (system: System, digest: string): Promise<boolean> =>
	(await system.files.stat(work.verified)) !== undefined &&
	(await system.files.readText(work.verified)) === `${JSON.stringify({digest})}\n`;

/** The text of a member that was kept. @throws InstallError SEED_INCOMPLETE */
export const readMember = async (system: System, name: string): Promise<string> => {
	const path = await requireMember(system, name);
	return system.files.readText(path);
};

/** The path of a member that was kept. @throws InstallError SEED_INCOMPLETE */
export const requireMember = async (system: System, name: string): Promise<string> => {
	const path = `${work.members}/${name}`;
	if ((await system.files.stat(path)) === undefined) {
		throw new InstallError('SEED_INCOMPLETE', {member: name, why: 'it is not in the image'});
	}
	return path;
};
