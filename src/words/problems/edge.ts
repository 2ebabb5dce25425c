/** Problems at the edge: from a configuration that fits to a running kubelet. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

const importAgain = `Plug the corrected one in, take it over with ${toolKeys.repair}, Import, and try again.`;

export const edgeProblems = {
	SEED_DATA_MISSING: problem('install', ({path, why}: {path: string; why: string}) => ({
		message: `Reading ${path}, which tells of the seed: ${why}.`,
		remedy: [
			`Install the host again from its seed: ${toolKeys.repair} restarts it from the installation medium.`,
		],
	})),
	CLOCK_WRONG: problem('environment', ({now, why}: {now: string; why: string}) => ({
		message: `Looking at the clock: it says ${now}, and ${why}. New certificates would not be valid.`,
		remedy: [
			`Set the clock with ${toolKeys.time}, or make a time server of the site reachable; then retry the step.`,
		],
	})),
	KEYFILE_REFUSED: problem('input', ({name, why}: {name: string; why: string}) => ({
		message: `Installing the connection ${name}: ${why}.`,
		remedy: ['Correct network-configuration/system-connections of the configuration.', importAgain],
	})),
	NETWORK_REFUSED: problem('environment', ({why}: {why: string}) => ({
		message: `Applying the network of the site: nmstate refused it (${why}).`,
		remedy: [
			'Correct the interfaces of the configuration: their names and MAC addresses must be those of this host. The network is as it was before.',
			importAgain,
		],
	})),
	HOST_NAME_MISSING: problem('input', ({found}: {found: string}) => ({
		message: `Choosing the host name: the configuration has none, and the network gave "${found}".`,
		remedy: [
			'Let DHCP or DNS name this host and retry the step, or add hostname to the configuration.',
			importAgain,
		],
	})),
	NODE_IP_UNKNOWN: problem('environment', ({why, seconds}: {why: string; seconds: number}) => ({
		message: `Finding the address of the node: there is none after ${seconds} s (${why}).`,
		remedy: [
			`See ${toolKeys.network}: one card must have an address in the machine network of the site. Retry when it has.`,
			'If the machine network is not the one of this site, correct it in the configuration.',
			importAgain,
		],
	})),
	TRUST_FAILED: problem('environment', ({why}: {why: string}) => ({
		message: `Updating the trusted certificates: ${why}.`,
		remedy: [
			'Correct the trust bundle of the site: whole certificates in PEM, one after another.',
			importAgain,
		],
	})),
	HOST_KEY_REFUSED: problem('input', ({name}: {name: string}) => ({
		message: `Installing the host key ${JSON.stringify(name)}: it is not the name of one.`,
		remedy: [
			'Correct server_ssh_keys: names are as ssh_host_ed25519_key and ssh_host_ed25519_key.pub.',
			importAgain,
		],
	})),
	UNIT_FAILED: problem('environment', ({unit, why}: {unit: string; why: string}) => ({
		message: `Starting ${unit}: ${why}.`,
		remedy: [
			`Read what ${unit} said, with ${toolKeys.services} or ${toolKeys.logs}, and put that right.`,
			'Then retry the step: it starts the unit again.',
		],
	})),
	CLEANUP_INCOMPLETE: problem('environment', ({left}: {left: readonly string[]}) => ({
		message: `Removing the inputs of the deployment: still there: ${left.join(', ')}.`,
		remedy: [
			'Retry the step. If they stay, remove them in a shell: these files hold secrets of the site.',
		],
	})),
	CONSOLE_INCOMPLETE: problem('environment', ({path}: {path: string}) => ({
		message: `Putting the console onto the installed system: ${path} is not there.`,
		remedy: ['Make the installation ISO again, or set deploy.by to lca-cli.'],
	})),
};
