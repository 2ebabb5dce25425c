/** The registry of steps: the key is the id by which plans, journals, logs, words and tests know a step. */
import type {PlannedStep} from '../plan.ts';
import {addContainersPartition} from './disk-add-containers-partition.ts';
import {cleanDisk} from './disk-clean.ts';
import {growRoot} from './disk-grow-root.ts';
import {makeFilesystems} from './disk-make-filesystems.ts';
import {mountDisk} from './disk-mount.ts';
import {writeImage} from './disk-write-image.ts';
import {powerHost} from './host-power.ts';
import {precacheImages} from './images-precache.ts';
import {installConsole} from './install-console.ts';
import {prepare} from './install-prepare.ts';
import {recordInstall} from './install-record.ts';
import {unmountDisk} from './install-unmount.ts';
import {verifyInstall} from './install-verify.ts';
import {deploySeed} from './ostree-deploy.ts';
import {importSeed} from './ostree-import.ts';
import {removeBase} from './ostree-remove-base.ts';
import {runPostScript} from './post-run.ts';
import {copyLists} from './seed-copy-lists.ts';
import {deleteEtc} from './seed-delete-etc.ts';
import {downloadSeed} from './seed-download.ts';
import {restoreEtc} from './seed-restore-etc.ts';
import {restoreVar} from './seed-restore-var.ts';
import {unpackTheSeed} from './seed-unpack.ts';

export const steps = {
	'install.prepare': prepare,
	'disk.clean': cleanDisk,
	'disk.write-image': writeImage,
	'disk.add-containers-partition': addContainersPartition,
	'disk.grow-root': growRoot,
	'disk.make-filesystems': makeFilesystems,
	'disk.mount': mountDisk,
	'seed.download': downloadSeed,
	'seed.unpack': unpackTheSeed,
	'ostree.import': importSeed,
	'ostree.deploy': deploySeed,
	'seed.restore-var': restoreVar,
	'seed.restore-etc': restoreEtc,
	'seed.delete-etc': deleteEtc,
	'seed.copy-lists': copyLists,
	'images.precache': precacheImages,
	'install.console': installConsole,
	'post.run': runPostScript,
	'ostree.remove-base': removeBase,
	'install.verify': verifyInstall,
	'install.record': recordInstall,
	'install.unmount': unmountDisk,
	'host.power': powerHost,
} as const;

export type StepId = keyof typeof steps;

export type ParamsOf<Id extends StepId> = Parameters<(typeof steps)[Id]['run']>[0];

/** A step with params of another one does not compile. */
export type InstallStep = {[Id in StepId]: PlannedStep<Id, ParamsOf<Id>>}[StepId];
