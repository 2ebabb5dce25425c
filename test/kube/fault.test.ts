import {describe, expect, test} from 'vitest';
import {connectionFault, isPassing, reasonOf, statusFault} from '../../src/kube/fault.ts';
import {pauseMs} from '../../src/kube/retry.ts';

const status = (reason: string, message: string): string =>
	JSON.stringify({kind: 'Status', reason, message});

describe('a fault', () => {
	test.each([
		[401, status('Unauthorized', 'Unauthorized'), 'unauthorized', false],
		[403, status('Forbidden', 'may not'), 'unauthorized', false],
		[404, status('NotFound', 'not found'), 'missing', false],
		[409, status('Conflict', 'modified'), 'conflict', true],
		[409, status('AlreadyExists', 'exists'), 'exists', false],
		[410, status('Expired', 'too old'), 'expired', true],
		[422, status('Invalid', 'spec.a is required'), 'refused', false],
		[400, status('BadRequest', 'no object'), 'refused', false],
		[429, status('TooManyRequests', 'later'), 'unready', true],
		[500, status('InternalError', 'failed calling webhook'), 'unready', true],
		[503, 'no upstream', 'unready', true],
		[504, '', 'unready', true],
	])('of status %i with %s is %s', (code, body, kind, passes) => {
		const fault = statusFault(code, body);
		expect(fault.kind).toBe(kind);
		expect(isPassing(fault)).toBe(passes);
	});

	test.each([
		['ECONNREFUSED', 'unreachable', true],
		['ECONNRESET', 'unreachable', true],
		['ENOTFOUND', 'unreachable', true],
		['CERT_HAS_EXPIRED', 'untrusted', false],
		['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted', false],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted', false],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted', false],
	])('of connection %s is %s', (code, kind, passes) => {
		const fault = connectionFault(code);
		expect(fault.kind).toBe(kind);
		expect(isPassing(fault)).toBe(passes);
		expect(reasonOf(fault)).toContain(code);
	});

	test('speaks with the words of the API, as far as they fit', () => {
		expect(reasonOf(statusFault(422, status('Invalid', 'spec.a is required')))).toBe(
			'spec.a is required',
		);
		expect(reasonOf(statusFault(503, ''))).toBe('it is not ready (503: HTTP 503)');
		expect(reasonOf(statusFault(500, 'x'.repeat(10_000))).length).toBeLessThan(600);
	});
});

describe('the pause between two attempts', () => {
	test('grows up to a limit', () => {
		const pauses = [1, 2, 3, 8, 20, 1000].map((attempt) => pauseMs(attempt));
		expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
		expect(pauses[0]).toBe(100);
		expect(pauses.at(-1)).toBe(5000);
	});

	test('is as long as the API asks for, within that limit', () => {
		expect(pauseMs(1, statusFault(429, '', '2'))).toBe(2000);
		expect(pauseMs(1, statusFault(429, '', '3600'))).toBe(5000);
	});
});
