/** Labels that a site may give its node: not those that say what the node is, which kubelet and operators own. Pure. */

const owned: ReadonlySet<string> = new Set([
	'beta.kubernetes.io/arch',
	'beta.kubernetes.io/os',
	'kubernetes.io/arch',
	'kubernetes.io/hostname',
	'kubernetes.io/os',
	'node-role.kubernetes.io/control-plane',
	'node-role.kubernetes.io/master',
	'node-role.kubernetes.io/worker',
	'node.openshift.io/os_id',
]);

type Labels = Readonly<Record<string, string>>;

export const ownLabels = (labels: Labels): Labels =>
	Object.fromEntries(Object.entries(labels).filter(([name]) => !owned.has(name)));
