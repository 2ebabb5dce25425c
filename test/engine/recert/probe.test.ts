/** The question which keys a recert knows: harmless, and read as it answers. */
import {expect, test} from 'vitest';
import {recertConfig} from '../../../src/engine/recert/config.ts';
import {probeConfig, readProbe, withTexts} from '../../../src/engine/recert/probe.ts';
import {manifestOf, seedOf} from '../steps/edge/site.ts';

const host = {hostname: 'edge7-n0', nodeIps: ['10.0.0.2']};

test('every key that will be used is asked for, without any value of the site', async () => {
	const changes = {proxy: {httpProxy: 'http://u:planted@p'}, install_config: 'planted'};
	const config = recertConfig(await manifestOf(changes), seedOf(), host);
	const probe = probeConfig(config);
	expect(Object.keys(probe)).toEqual([...Object.keys(config), 'zz_probe']);
	expect(JSON.stringify(probe)).not.toMatch(/planted|PRIVATE|edge7|auths/);
	expect(Object.values(probe)).not.toContain(null);
});

const answer = (message: string): string =>
	`Error: recert config\n\nCaused by:\n    0: parsing RECERT_CONFIG file F\n    1: ${message}\n`;

test.each([
	['unknown keys "zz_probe" in config file', {kind: 'fits'}],
	[
		'unknown keys "chrony_config, zz_probe" in config file',
		{kind: 'unknown-keys', keys: ['chrony_config']},
	],
	['ip must be a string', {kind: 'wants-texts'}],
	['machine_network_cidr must be a string', {kind: 'wants-texts'}],
	['crypto_dir must exist: /kubelet', {kind: 'unclear'}],
])('%s', (message, expected) => {
	expect(readProbe(answer(message))).toEqual(expected);
});

test('a release before 4.20 is given one address as a text, and two cannot be given', async () => {
	const config = recertConfig(await manifestOf(), seedOf(), host);
	expect(withTexts(config)).toMatchObject({ip: '10.0.0.2', machine_network_cidr: '10.0.0.0/24'});
	expect(withTexts({...config, ip: ['10.0.0.2', '2001:db8::2']})).toBeUndefined();
});
