/**
 * The host keys that a site hands over, so that a host which is made again is known again. Without them recert makes new
 * ones; those of the seed never stay.
 */
import {InstallError} from '../../../errors.ts';
import {restoreLabels} from '../../../tools/selinux.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {marked} from './marked.ts';

const directory = '/etc/ssh';
const hostKey = /^ssh_host_[a-z0-9]+_key(-cert)?(\.pub)?$/;

export const installHostKeys = marked<EdgeParams>({
	id: 'host-keys',
	inputs: async (_, {system}) => ({keys: (await readSite(system)).server_ssh_keys ?? []}),
	run: async (_, {system, signal}) => {
		const {server_ssh_keys: keys = []} = await readSite(system);
		// All are judged before the first is written: a name is a path.
		for (const {file_name: name} of keys) {
			if (!hostKey.test(name)) {
				throw new InstallError('HOST_KEY_REFUSED', {name});
			}
		}
		for (const name of await system.files.list(directory)) {
			if (hostKey.test(name)) {
				await system.files.remove(`${directory}/${name}`);
			}
		}
		for (const {file_name: name, file_content: text} of keys) {
			const mode = name.endsWith('.pub') ? 0o644 : 0o600;
			await system.files.writeText(`${directory}/${name}`, text, mode);
		}
		if ((await system.files.stat('/sys/fs/selinux/enforce')) !== undefined) {
			await restoreLabels(system, directory, signal);
		}
	},
});
