/** Documents of a site, as small as they may be, and what is said of changed ones. */
import {toProblem} from '../../src/errors.ts';

const auth = Buffer.from('user:planted-passw0rd').toString('base64');

export const pullSecret = JSON.stringify({auths: {'registry.example.com:5000': {auth}}});

export const minimalInstallConfig = {
	apiVersion: 'v1',
	metadata: {name: 'site-1'},
	baseDomain: 'example.com',
	controlPlane: {name: 'master', replicas: 1},
	compute: [{name: 'worker', replicas: 0}],
	networking: {machineNetwork: [{cidr: '192.0.2.0/24'}]},
	platform: {none: {}},
	pullSecret,
};

/** Everything after the name of the document. */
export const faultsOf = (read: () => unknown): string => {
	try {
		read();
	} catch (error) {
		return toProblem(error).message.replace(/^Reading the configuration \([^)]*\): /, '');
	}
	return 'none';
};
