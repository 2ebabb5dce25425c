import {expect, test} from 'vitest';
import {authSecrets} from '../../src/config/auth-file.ts';

const reveal = (text: string): string[] => authSecrets(text).map((secret) => secret.reveal());

test('the token and the password inside it are both secrets', () => {
	const auth = Buffer.from('user:pass:word').toString('base64');
	expect(reveal(JSON.stringify({auths: {'quay.io': {auth, email: 'a@b'}}}))).toEqual([
		auth,
		'pass:word',
	]);
});

test('a file of another form holds none that we know', () => {
	expect(reveal('{"auths":[]}')).toEqual([]);
	expect(reveal('not json')).toEqual([]);
});

test('an entry that is not of its form leaves no secret of the others unmasked', () => {
	const auth = Buffer.from('user:hunter22').toString('base64');
	const odd = {good: {auth}, nothing: {auth: null}, text: 'x', other: {registrytoken: 'tok-1234'}};
	expect(reveal(JSON.stringify({auths: odd}))).toEqual([auth, 'hunter22', 'tok-1234']);
	expect(reveal(JSON.stringify({auths: {a: {auth: 7, password: 'hunter33'}}}))).toEqual([
		'hunter33',
	]);
});
