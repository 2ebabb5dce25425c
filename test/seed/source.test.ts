import {describe, expect, test} from 'vitest';
import {askableName} from '../../src/seed/registry.ts';
import {parseSeedSource} from '../../src/seed/source.ts';

const digest = `sha256:${'0'.repeat(64)}`;

describe('the name of a seed', () => {
	test.each([
		['quay.io/a/seed:4.18.0', {kind: 'registry', image: 'quay.io/a/seed:4.18.0'}],
		['docker://localhost:5000/seed', {kind: 'registry', image: 'localhost:5000/seed'}],
		[` quay.io/a/seed@${digest}\n`, {kind: 'registry', image: `quay.io/a/seed@${digest}`}],
		['[2001:db8::1]:5000/seed:v1', {kind: 'registry', image: '[2001:db8::1]:5000/seed:v1'}],
		['oci:/mnt/seed', {kind: 'oci-directory', path: '/mnt/seed'}],
		['oci:/mnt/seed:v1', {kind: 'oci-directory', path: '/mnt/seed', reference: 'v1'}],
		['oci:/mnt/a:b/seed', {kind: 'oci-directory', path: '/mnt/a:b/seed'}],
		['oci-archive:/mnt/s.tar:v1', {kind: 'oci-archive', path: '/mnt/s.tar', reference: 'v1'}],
		['/mnt/seed.tar', {kind: 'oci-archive', path: '/mnt/seed.tar'}],
		['/mnt/seed', {kind: 'oci-directory', path: '/mnt/seed'}],
	])('%j is understood', (text, source) => {
		expect(parseSeedSource(text)).toEqual(source);
	});

	test('in a registry is joined by the file of its credentials', () => {
		expect(parseSeedSource('quay.io/a/b', '/var/tmp/pull-secret.json')).toEqual({
			kind: 'registry',
			image: 'quay.io/a/b',
			authFile: '/var/tmp/pull-secret.json',
		});
	});

	test.each([
		['seed', 'it is neither an image in a registry nor a path'],
		['--help/x', 'it is neither an image in a registry nor a path'],
		['https://quay.io/a', 'it is neither an image in a registry nor a path'],
		['oci:seed', 'the path must be absolute'],
		['oci-archive:', 'the path must be absolute'],
	])('%j is refused', (text, why) => {
		expect(() => parseSeedSource(text)).toThrow(
			`Reading the name of the seed image ${text}: ${why}.`,
		);
	});

	test('with tag and digest is asked for by digest', () => {
		expect(askableName(`localhost:5000/a/seed:v1@${digest}`)).toBe(
			`localhost:5000/a/seed@${digest}`,
		);
		expect(askableName('localhost:5000/a/seed:v1')).toBe('localhost:5000/a/seed:v1');
	});
});
