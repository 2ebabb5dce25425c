/** Who the lab registry is and who may read it: a CA, a server certificate, one user, a pull secret. */
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {outputOf, run} from '../run.ts';
import type {Lab, Stage} from '../stage.ts';

export const registryIdentity: Stage = {
	name: 'registry-identity',
	title: 'Registry CA, certificate and password',
	inputs: ['stages/registry-identity.ts'],
	parameters: ({registry, registryUser, registryPassword}) => [
		registry,
		registryUser,
		registryPassword,
	],
	needs: [],
	build: async (directory, lab) => {
		await makeCa(directory, lab);
		await makeCertificate(directory, lab);
		await makePasswords(directory, lab);
	},
};

const days = ['-days', '3650'] as const;
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'] as const;

const makeCa = (directory: string, lab: Lab) =>
	run(lab, [
		'openssl',
		'req',
		'-x509',
		...newKey,
		...days,
		'-subj',
		'/CN=ibi-console lab CA',
		'-addext',
		'keyUsage=critical,keyCertSign,cRLSign',
		'-keyout',
		join(directory, 'ca.key'),
		'-out',
		join(directory, 'ca.crt'),
	]);

const makeCertificate = (directory: string, lab: Lab) =>
	run(lab, [
		'openssl',
		'req',
		'-x509',
		...newKey,
		...days,
		'-subj',
		'/CN=ibi-console lab registry',
		'-addext',
		'subjectAltName=IP:127.0.0.1,DNS:localhost',
		'-addext',
		'basicConstraints=critical,CA:FALSE',
		'-CA',
		join(directory, 'ca.crt'),
		'-CAkey',
		join(directory, 'ca.key'),
		'-keyout',
		join(directory, 'registry.key'),
		'-out',
		join(directory, 'registry.crt'),
	]);

const makePasswords = async (directory: string, lab: Lab): Promise<void> => {
	const {registry, registryUser, registryPassword} = lab.settings;
	const line = await outputOf(lab, ['htpasswd', '-B', '-b', '-n', registryUser, registryPassword]);
	await writeFile(join(directory, 'htpasswd'), `${line.trim()}\n`);
	await writePullSecret(join(directory, 'pull-secret.json'), registry, [
		registryUser,
		registryPassword,
	]);
	await writePullSecret(join(directory, 'pull-secret-wrong-password.json'), registry, [
		registryUser,
		'not-the-password',
	]);
};

const writePullSecret = async (
	path: string,
	registry: string,
	[user, password]: readonly [string, string],
): Promise<void> => {
	const auth = Buffer.from(`${user}:${password}`).toString('base64');
	await writeFile(path, `${JSON.stringify({auths: {[registry]: {auth}}})}\n`);
	await chmod(path, 0o600);
};
