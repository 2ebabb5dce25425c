import {describe, expect, test} from 'vitest';
import {proxyTo} from '../../../src/engine/ladder/proxy.ts';

const leads = (exceptions: string, host: string, port = 443): boolean =>
	proxyTo({HTTPS_PROXY: 'http://proxy.test:3128', NO_PROXY: exceptions}, {host, port}) !==
	undefined;

describe('the proxy', () => {
	test('is the one of HTTPS_PROXY, with its credentials as a secret', () => {
		const environment = {https_proxy: 'http://us%40er:pass@proxy.test:3128'};
		const proxy = proxyTo(environment, {host: 'quay.io', port: 443});
		expect(proxy).toMatchObject({host: 'proxy.test', port: 3128});
		expect(proxy?.authorization?.reveal()).toBe(
			`Basic ${Buffer.from('us@er:pass').toString('base64')}`,
		);
		expect(JSON.stringify(proxy)).not.toContain('pass');
	});

	test('may be named without a scheme, and is none when it is empty', () => {
		const at = {host: 'quay.io', port: 443};
		expect(proxyTo({HTTPS_PROXY: 'proxy.test:3128'}, at)).toEqual({host: 'proxy.test', port: 3128});
		expect(proxyTo({HTTPS_PROXY: ''}, at)).toBeUndefined();
		expect(proxyTo({}, at)).toBeUndefined();
	});

	test.each([
		['', 'quay.io', true],
		['', '127.0.0.1', false],
		['', 'localhost', false],
		['*', 'quay.io', false],
		['quay.io', 'quay.io', false],
		['quay.io', 'cdn.quay.io', false],
		['quay.io', 'notquay.io', true],
		['.quay.io', 'quay.io', true],
		['.quay.io', 'cdn.quay.io', false],
		['*.quay.io', 'cdn.quay.io', false],
		['a.test, QUAY.IO', 'quay.io', false],
		['quay.io:8443', 'quay.io', true],
		['quay.io:443', 'quay.io', false],
		['192.0.2.0/24', '192.0.2.7', false],
		['192.0.2.0/24', '192.0.3.7', true],
		['192.0.2.7', '192.0.2.7', false],
		['192.0.2.7', '192.0.2.70', true],
		['2001:db8::/32', '2001:db8::1', false],
		['2001:db8::1', '2001:0db8:0::1', false],
	])('with NO_PROXY=%s leads to %s: %s', (exceptions, host, expected) => {
		expect(leads(exceptions, host)).toBe(expected);
	});
});
