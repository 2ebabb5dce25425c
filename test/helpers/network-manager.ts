/**
 * The real NetworkManager and the real nmstatectl in a network namespace of their own, with a bus, a /run, an /etc and
 * a host name of their own: nothing of this machine's network is theirs. All of it ends with the script that is run
 * beside them.
 */
import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import type {NetworkManagerFiles} from '../../lab/stages/network-manager.ts';

const run = promisify(execFile);

/** Everybody may do everything: the only ones on this bus are those two. */
const busConfig = `<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen>
<auth>EXTERNAL</auth><policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/>
<allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>`;

const managerConfig = `[main]
plugins=keyfile
dhcp=internal
auth-polkit=false
hostname-mode=none
no-auto-default=*
`;

/** $1 the tree, $2 the settings; the rest is what is run beside it. A read-only /sys says that there is no udev. */
const inside = `set -e
mount -t tmpfs tmpfs /run
mkdir -p /run/dbus
mount -o remount,ro /sys
tree=$1 settings=$2
shift 2
for one in run sys proc dev; do mkdir -p "$tree/$one"; mount --rbind "/$one" "$tree/$one"; done
for one in etc var; do mkdir -p "$tree/$one"; mount -t tmpfs tmpfs "$tree/$one"; done
mkdir -p "$tree/var/lib/NetworkManager" "$tree/etc/NetworkManager/system-connections"
echo 'root:x:0:0:root:/root:/bin/sh' >"$tree/etc/passwd"
echo 'root:x:0:' >"$tree/etc/group"
cp "$settings/bus.conf" /run/dbus/
cp "$settings/NetworkManager.conf" "$tree/etc/NetworkManager/"
chroot "$tree" dbus-daemon --config-file=/run/dbus/bus.conf --nofork --nopidfile 2>"$settings/bus.log" &
while [ ! -S /run/dbus/system_bus_socket ]; do sleep 0.05; done
chroot "$tree" NetworkManager --no-daemon >"$settings/log" 2>&1 &
until chroot "$tree" nmcli -t general status >/dev/null 2>&1; do sleep 0.05; done
"$@"`;

/** A host with two cards, `eno1` and `eno2`, whose cables lead to a world that answers nothing. */
export const changeInNamespace = async <Told>(
	{root, programs}: NetworkManagerFiles,
	tasks: readonly object[],
): Promise<Told> => {
	const name = `ibi${process.pid}`;
	const [host, world] = [`${name}h`, `${name}w`];
	const directory = mkdtempSync(join(tmpdir(), 'ibi-manager-'));
	const tree = join(directory, 'tree');
	mkdirSync(tree);
	writeFileSync(join(directory, 'bus.conf'), busConfig);
	writeFileSync(join(directory, 'NetworkManager.conf'), managerConfig);
	const script = new URL('change-in-namespace.ts', import.meta.url).pathname;
	const order = JSON.stringify({directory, tasks});
	// The tree of the cache stays as it is, whatever is done in this one.
	const entered = 'mount --bind "$1" "$2" && shift && exec sh -c "$0" sh "$@"';
	const isolated = ['--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'];
	try {
		for (const one of [host, world]) await run('ip', ['netns', 'add', one]);
		for (const [card, far] of [
			['eno1', 'far1'],
			['eno2', 'far2'],
		] as const) {
			const pair = ['link', 'add', card, 'type', 'veth', 'peer', 'name', far, 'netns', world];
			await run('ip', ['-n', host, ...pair]);
			await run('ip', ['-n', world, 'link', 'set', far, 'up']);
		}
		await run('ip', ['-n', host, 'link', 'set', 'lo', 'up']);
		const beside = [process.execPath, script, order];
		const {stdout} = await run(
			'ip',
			[
				...['netns', 'exec', host, 'unshare', ...isolated],
				...['sh', '-c', entered, inside, root, tree, directory, ...beside],
			],
			{env: {PATH: `${programs}:/usr/sbin:/usr/bin:/sbin:/bin`, HOME: directory}, timeout: 120_000},
		);
		return JSON.parse(stdout) as Told;
	} finally {
		for (const one of [host, world]) await run('ip', ['netns', 'delete', one]).catch(() => {});
		rmSync(directory, {recursive: true});
	}
};
