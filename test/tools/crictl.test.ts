import {expect, test} from 'vitest';
import {parsePodContainers} from '../../src/tools/crictl.ts';

/** cri-tools 1.31, shortened. */
const listed = JSON.stringify({
	containers: [
		{
			id: '8f1d',
			podSandboxId: 'aa',
			metadata: {name: 'etcd', attempt: 2},
			image: {image: 'sha256:77'},
			imageRef: 'sha256:77',
			state: 'CONTAINER_RUNNING',
			createdAt: '1795250584000000000',
			labels: {
				'io.kubernetes.container.name': 'etcd',
				'io.kubernetes.pod.name': 'etcd-sno',
				'io.kubernetes.pod.namespace': 'openshift-etcd',
			},
			annotations: {},
		},
	],
});

test('containers of pods with their namespace, state and how often they were made', () => {
	expect(parsePodContainers(listed)).toEqual([
		{
			id: '8f1d',
			name: 'etcd',
			pod: 'etcd-sno',
			namespace: 'openshift-etcd',
			state: 'running',
			since: '2026-11-21T08:43:04.000Z',
			attempt: 2,
		},
	]);
});

test('no containers are an empty list; another answer is refused', () => {
	expect(parsePodContainers('{}')).toEqual([]);
	expect(() => parsePodContainers('[]')).toThrow('crictl');
});
