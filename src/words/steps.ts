/**
 * What each step and phase of a plan is called, in English. A title says what is being done now; what it is
 * done to comes from the step's params.
 */

/** Params as words need them; a test holds them against those of the steps. */
type Disk = {readonly disk: {readonly path: string}};

const titles = {
	'install.prepare': () => 'Checking the tools of this system',
	'disk.clean': ({disk}: Disk) => `Clearing ${disk.path}`,
	'disk.write-image': ({disk}: Disk) => `Writing CoreOS to ${disk.path}`,
	'disk.add-containers-partition': ({number, label}: {number: number; label: string}) =>
		`Adding partition ${number}, ${label}`,
	'disk.grow-root': () => 'Growing the root partition',
	'disk.make-filesystems': () => 'Making the filesystem for images',
	'disk.mount': () => 'Mounting the disk',
	'seed.download': () => 'Downloading the seed image',
	'seed.unpack': () => 'Unpacking and verifying the seed image',
	'ostree.import': () => 'Importing the operating system',
	'ostree.deploy': ({stateroot}: {stateroot: string}) => `Deploying ${stateroot}`,
	'seed.restore-var': () => 'Restoring /var',
	'seed.restore-etc': () => 'Restoring /etc',
	'seed.delete-etc': () => 'Deleting what the seed had deleted',
	'seed.copy-lists': () => 'Keeping the image list for scripts',
	'images.precache': () => 'Precaching images',
	'install.console': () => 'Installing this console',
	'post.run': ({script}: {script: string}) => `Running ${script}`,
	'ostree.remove-base': () => 'Removing the base system',
	'install.verify': () => 'Verifying the installed disk',
	'install.record': () => 'Writing the record',
	'install.unmount': () => 'Syncing and unmounting',
	'cluster.wait-api': () => 'Waiting for the cluster API',
	'cluster.delete-seed-objects': () => 'Deleting the mirrors and catalogs of the seed',
	'cluster.apply-manifests': ({directory}: {directory: string}) =>
		`Applying the manifests of ${directory.replace(/^.*\//, '')}`,
	'cluster.release-registry': () => 'Setting the release registry',
	'cluster.id': () => 'Setting the cluster id',
	'cluster.node-labels': () => 'Labelling the node',
	'cluster.lvm-devices': () => 'Bringing the LVM devices',
	'cluster.ready': () => 'Waiting for the cluster to become ready',
	'host.power': ({what}: {what: 'stay' | 'reboot' | 'poweroff'}) => powerTitles[what],
	'edge.prepare': () => 'Looking at the site, the seed and the tools',
	'clock.configure': () => 'Setting the time servers',
	'access.ssh-key': () => 'Letting in who has the SSH key',
	'access.pull-secret': () => 'Writing the pull secret',
	'network.apply': () => 'Applying the network',
	'network.host-name': () => 'Naming the host',
	'network.node-ip': () => 'Finding the addresses of the node',
	'network.dnsmasq': () => 'Resolving the names of the cluster',
	'trust.update': () => 'Trusting the certificates of the site',
	'clock.synchronise': () => 'Waiting for a time server',
	'recert.images': () => 'Getting the images of recert and etcd',
	'recert.examine': () => 'Examining the site once more',
	'recert.configure': () => 'Asking recert what it can do',
	'recert.snapshot': () => "Keeping a copy of the seed's data",
	'recert.run': () => 'Making the cluster of this site (recert)',
	'access.host-keys': () => 'Installing the host keys of the site',
	'trust.refresh': () => 'Trusting the new certificates',
	'kubelet.start': () => 'Starting kubelet',
	'edge.compare': () => 'Comparing what was asked with what is',
	'edge.record': () => 'Writing the job sheet',
	'edge.clean': () => 'Removing the inputs',
	'evidence.collect': ({group}: {group: string}) => `Gathering: ${group}`,
	'evidence.pack': () => 'Packing the support bundle',
	'evidence.to-stick': ({device}: {device: string}) => `Copying the bundle to ${device}`,
	'evidence.upload': () => 'Uploading the bundle',
	'evidence.serve': () => 'Offering the bundle over HTTP',
} as const;

const powerTitles = {
	stay: 'Done; this host stays up',
	reboot: 'Restarting this host',
	poweroff: 'Powering off this host',
} as const;

const phases: Readonly<Record<string, string>> = {
	prepare: 'Prepare',
	disk: 'Disk',
	seed: 'Seed image',
	system: 'System',
	images: 'Images',
	cluster: 'Cluster',
	ready: 'Readiness',
	finish: 'Finish',
	access: 'Access',
	network: 'Network',
	host: 'Host',
	copy: 'Copy',
	configure: 'Configure',
	check: 'Checks',
	recert: 'recert',
	kubelet: 'kubelet',
};

export type StepTitles = typeof titles;

export const stepNames: readonly string[] = Object.keys(titles);

/** A step of another version's journal is told by its id. */
export const stepTitle = (step: string, params: unknown): string => {
	const title = Object.hasOwn(titles, step) ? titles[step as keyof StepTitles] : undefined;
	// The plan pairs each step with its own params, which a journal cannot show.
	return title === undefined ? step : (title as (params: unknown) => string)(params);
};

export const phaseTitle = (phase: string): string => phases[phase] ?? phase;
