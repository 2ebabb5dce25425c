/** The environment of a program in a lab host: the developer's, less what means files of the developer's machine. */

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Trust of the developer's machine: a lab host has neither those files nor a reason to trust them. */
const foreign = [
	'NODE_EXTRA_CA_CERTS',
	'NODE_OPTIONS',
	'SSL_CERT_FILE',
	'SSL_CERT_DIR',
	'CURL_CA_BUNDLE',
];

/** Words before a program and its arguments. */
export const inHostEnvironment: readonly string[] = [
	'env',
	...foreign.map((name) => `--unset=${name}`),
	`PATH=${searchPath}`,
];
