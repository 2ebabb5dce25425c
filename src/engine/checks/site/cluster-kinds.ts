/**
 * Kinds that every single-node OpenShift knows, whatever its seed: those of Kubernetes and of the operators that no
 * cluster is without. Source: the API reference of OpenShift 4.16. Pure.
 */

/** As `apps/v1/Deployment`. */
export const isKindOfEveryCluster = (kind: string): boolean => kinds.has(kind);

const table: Readonly<Record<string, string>> = {
	v1: 'ConfigMap Endpoints LimitRange Namespace PersistentVolume PersistentVolumeClaim Pod ResourceQuota Secret Service ServiceAccount',
	'apps/v1': 'DaemonSet Deployment ReplicaSet StatefulSet',
	'batch/v1': 'CronJob Job',
	'autoscaling/v2': 'HorizontalPodAutoscaler',
	'policy/v1': 'PodDisruptionBudget',
	'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
	'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
	'storage.k8s.io/v1': 'CSIDriver StorageClass VolumeAttachment',
	'scheduling.k8s.io/v1': 'PriorityClass',
	'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
	'apiregistration.k8s.io/v1': 'APIService',
	'admissionregistration.k8s.io/v1':
		'MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
	'config.openshift.io/v1':
		'APIServer Authentication ClusterOperator ClusterVersion DNS FeatureGate Image ImageContentPolicy ImageDigestMirrorSet ImageTagMirrorSet Infrastructure Ingress Network Node OAuth OperatorHub Project Proxy Scheduler',
	'machineconfiguration.openshift.io/v1':
		'ContainerRuntimeConfig ControllerConfig KubeletConfig MachineConfig MachineConfigPool',
	'operator.openshift.io/v1':
		'ClusterCSIDriver DNS Etcd IngressController KubeAPIServer Network OpenShiftAPIServer',
	'operator.openshift.io/v1alpha1': 'ImageContentSourcePolicy',
	'route.openshift.io/v1': 'Route',
	'security.openshift.io/v1': 'SecurityContextConstraints',
	'project.openshift.io/v1': 'Project',
};

const kinds: ReadonlySet<string> = new Set(
	Object.entries(table).flatMap(([version, names]) =>
		names.split(' ').map((name) => `${version}/${name}`),
	),
);
