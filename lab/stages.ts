/** All artifacts of the lab, in the order in which they are built. */
import type {Stage} from './stage.ts';
import {baseImage} from './stages/base-image.ts';
import {bootLoader} from './stages/boot-loader.ts';
import {commits} from './stages/commits.ts';
import {coreosInstaller} from './stages/coreos-installer.ts';
import {edgePrograms} from './stages/edge-programs.ts';
import {installedEdge} from './stages/installed-edge.ts';
import {liveIso} from './stages/live-iso.ts';
import {liveTree} from './stages/live-tree.ts';
import {otherDisks} from './stages/other-disks.ts';
import {precacheImages} from './stages/precache-images.ts';
import {recertProgram} from './stages/recert-program.ts';
import {registryIdentity} from './stages/registry-identity.ts';
import {registryStorage} from './stages/registry-storage.ts';
import {seedCluster} from './stages/seed-cluster.ts';
import {seedContent} from './stages/seed-content.ts';
import {seedImage} from './stages/seed-image.ts';
import {tree} from './stages/tree.ts';

export const stages: readonly Stage[] = [
	tree,
	commits,
	bootLoader,
	baseImage,
	registryIdentity,
	recertProgram,
	precacheImages,
	seedCluster,
	seedContent,
	seedImage,
	registryStorage,
	otherDisks,
	coreosInstaller,
];

/** What only edge hosts need comes after all else. */
export const edgeStages: readonly Stage[] = [...stages, installedEdge];

/** What only virtual machines need. */
export const vmStages: readonly Stage[] = [...stages, liveTree, liveIso, edgePrograms];
