import {expect, test} from 'vitest';
import {parsePodmanContainers} from '../../src/tools/podman-ps.ts';

/** podman 5.2, shortened. */
const listed = JSON.stringify([
	{
		Id: 'f2a0',
		Names: ['recert'],
		Image: 'quay.io/lab/recert:v1',
		State: 'exited',
		ExitCode: 1,
		Exited: true,
		ExitedAt: 1795250600,
		StartedAt: 1795250584,
		Pid: 0,
	},
	{
		Names: ['recert_etcd'],
		Image: 'quay.io/lab/etcd:v1',
		State: 'running',
		ExitCode: 0,
		ExitedAt: -62135596800,
		StartedAt: 1795250584,
	},
]);

test('containers with how long they have been as they are', () => {
	expect(parsePodmanContainers(listed)).toEqual([
		{
			name: 'recert',
			image: 'quay.io/lab/recert:v1',
			state: 'exited',
			exitCode: 1,
			since: '2026-11-21T08:43:20.000Z',
		},
		{
			name: 'recert_etcd',
			image: 'quay.io/lab/etcd:v1',
			state: 'running',
			exitCode: 0,
			since: '2026-11-21T08:43:04.000Z',
		},
	]);
});

test('an answer of another shape is refused', () => {
	expect(() => parsePodmanContainers('{}')).toThrow('podman');
});
