/** How a virtual machine at the edge gets the programs that the lab's small tree lacks: a disk, and a unit that mounts it. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {artifactDirectory, buildStages} from '../../../lab/stage.ts';
import {edgePrograms, programsDisk, programsSerial} from '../../../lab/stages/edge-programs.ts';
import type {VmDisk} from '../../../lab/vm/arguments.ts';
import {lab} from '../lab-install.ts';
import {diskSerial} from './factory.ts';

/** The disk of the host first. */
export const programsOf = async (disk: string): Promise<readonly VmDisk[]> => {
	await buildStages([edgePrograms], lab);
	const file = join(await artifactDirectory(edgePrograms, lab.settings), programsDisk);
	return [
		{file: disk, format: 'qcow2', serial: diskSerial},
		{file, format: 'raw', serial: programsSerial, isReadOnly: true},
	];
};

const unit = new URL('../../../lab/vm/programs/lab-programs.service', import.meta.url);

/** Run by the install when the new system is mounted, as a factory's own script is. */
export const postScript = async (): Promise<string> => `#!/bin/sh
set -eu
for etc in /mnt/ostree/deploy/rhcos_*/deploy/*/etc; do
	cat >"$etc/systemd/system/lab-programs.service" <<'END'
${await readFile(unit, 'utf8')}END
	mkdir -p "$etc/systemd/system/sysinit.target.wants"
	ln -s ../lab-programs.service "$etc/systemd/system/sysinit.target.wants/"
	echo "the unit of the programs lies in $etc"
done
`;
