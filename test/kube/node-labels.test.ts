import {expect, test} from 'vitest';
import {ownLabels} from '../../src/kube/node-labels.ts';

test('of the labels that a site asks for, nine belong to others', () => {
	const others = [
		'beta.kubernetes.io/arch',
		'beta.kubernetes.io/os',
		'kubernetes.io/arch',
		'kubernetes.io/hostname',
		'kubernetes.io/os',
		'node-role.kubernetes.io/control-plane',
		'node-role.kubernetes.io/master',
		'node-role.kubernetes.io/worker',
		'node.openshift.io/os_id',
	];
	const own = {'site.example.com/rack': 'b7', 'node-role.kubernetes.io/infra': ''};
	const asked = {...Object.fromEntries(others.map((name) => [name, 'x'])), ...own};
	expect(ownLabels(asked)).toEqual(own);
});
