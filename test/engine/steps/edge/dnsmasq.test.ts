import {rmSync} from 'node:fs';
import {expect, test} from 'vitest';
import {overrideDnsmasq} from '../../../../src/engine/steps/edge/dnsmasq.ts';
import {edgeHost} from './edge-host.ts';

test.each([
	['inactive', false],
	['failed', false],
	['active', true],
])('after a restart of the host dnsmasq that is %s stands: %s', async (state, stands) => {
	const host = await edgeHost({node_ips: ['10.0.0.2']});
	try {
		host.play('systemctl is-active dnsmasq', () => ({stdout: `${state}\n`}));
		await overrideDnsmasq.run(host.params, host.context);
		expect(await overrideDnsmasq.isDone?.(host.params, host.context)).toBe(stands);
	} finally {
		rmSync(host.root, {recursive: true});
	}
});
