/**
 * What skopeo says when it fails, told as one of our problems. Each pattern is narrow and names where its
 * text comes from; anything else stays SEED_UNREADABLE with skopeo's own words. The texts were seen with
 * skopeo 1.9.3 against docker-registry 2.8; those marked "newer" come from the sources of later versions.
 */
import {InstallError} from '../errors.ts';
import {escapeControl} from '../system/lines.ts';

export type AskedImage = {readonly image: string; readonly authFile: string | undefined};

/**
 * With mirrors, skopeo tells the failure of each of them; the order below lets the one that somebody can act
 * on win over the unreachable original of a disconnected site.
 */
export const skopeoProblem = (stderr: string, {image, authFile}: AskedImage): InstallError => {
	const said = fatalMessage(stderr);
	const cause = new Error(escapeControl(stderr.slice(-stderrTailCharacters).trim()));
	const digests = mismatchPattern.exec(said) ?? damagedPattern.exec(said);
	if (digests?.groups) {
		const {found = '', expected = ''} = digests.groups;
		return new InstallError('SEED_DIGEST_MISMATCH', {image, expected, found}, {cause});
	}
	const row = patterns.find(({pattern}) => pattern.test(said));
	const code = row?.code;
	switch (code) {
		case 'SEED_AUTH':
		case 'SEED_AUTH_FILE_INVALID':
			return new InstallError(code, {image, authFile, said}, {cause});
		case undefined:
			return new InstallError('SEED_UNREADABLE', {image, why: said}, {cause});
		case 'SEED_SOURCE_INVALID':
			return new InstallError(code, {text: image, why: said}, {cause});
		default:
			return new InstallError(code, {image, said}, {cause});
	}
};

const stderrTailCharacters = 2048;

/** containers/image, docker_image_src.go and image/docker_schema2.go: a blob against its descriptor. */
const mismatchPattern =
	/digest (?<found>sha256:[0-9a-f]{64}) does not match expected (?<expected>sha256:[0-9a-f]{64})/;

/** containers/image, digesting_reader.go: the bytes of a layer that came, cut short or changed on the way. */
const damagedPattern =
	/Digest did not match, expected (?<expected>sha256:[0-9a-f]{64}), got (?<found>sha256:[0-9a-f]{64})/;

const patterns = [
	// containers/image, pkg/docker/config: the file given by --authfile.
	{
		code: 'SEED_AUTH_FILE_INVALID',
		pattern: /unmarshaling JSON at |reading JSON file |getting username and password:/,
	},
	// containers/image, docker_client.go: ErrUnauthorizedForCredentials.
	{code: 'SEED_AUTH', pattern: /unable to retrieve auth token: invalid username\/password/},
	// distribution, registry/api/errcode: UNAUTHORIZED and DENIED, as Quay and docker-registry send them.
	{code: 'SEED_AUTH', pattern: /\bunauthorized: |\bdenied: |authentication required/},
	// Go, crypto/x509 UnknownAuthorityError.
	{code: 'SEED_UNTRUSTED_CA', pattern: /x509: certificate signed by unknown authority/},
	// Go, crypto/x509 CertificateInvalidError and HostnameError.
	{
		code: 'SEED_CERTIFICATE',
		pattern:
			/x509: (certificate has expired|certificate is (not )?valid for|cannot validate certificate for|certificate is not valid|certificate relies on legacy)/,
	},
	// Go, net/http and crypto/tls RecordHeaderError: plain HTTP at that port.
	{
		code: 'SEED_REGISTRY_WITHOUT_TLS',
		pattern:
			/server gave HTTP response to HTTPS client|first record does not look like a TLS handshake/,
	},
	// distribution, errcode TOOMANYREQUESTS; containers/image ErrTooManyRequests.
	{code: 'SEED_REGISTRY_BUSY', pattern: /toomanyrequests|too many requests/i},
	// containers/image, docker/reference: parsing the name, before any request.
	{
		code: 'SEED_SOURCE_INVALID',
		pattern: /invalid reference format|with both a tag and digest are currently not supported/,
	},
	// distribution, registry/api/v2: MANIFEST_UNKNOWN and NAME_UNKNOWN.
	{
		code: 'SEED_NOT_FOUND',
		pattern: /manifest unknown|name unknown|repository name not known to registry/,
	},
	// Go, net: dialling and name resolution.
	{
		code: 'SEED_UNREACHABLE',
		pattern:
			/dial tcp|connection refused|no such host|i\/o timeout|network is unreachable|no route to host/,
	},
	// Go, net/http: the connection ended early, the proxy refused, the deadline passed.
	{
		code: 'SEED_UNREACHABLE',
		pattern:
			/connection reset by peer|unexpected EOF|: EOF\b|proxyconnect|TLS handshake timeout|context deadline exceeded|Client\.Timeout exceeded/,
	},
	// containers/image, docker_client.go: a 5xx of the registry or of a proxy before it.
	{code: 'SEED_UNREACHABLE', pattern: /received unexpected HTTP status: 5\d\d|StatusCode: 5\d\d/},
] as const;

/** skopeo logs through logrus: `time="…" level=fatal msg="…"`, the text quoted as in Go. */
const fatalMessage = (stderr: string): string => {
	const quoted = [...stderr.matchAll(/level=fatal msg=("(?:[^"\\]|\\.)*")/g)].at(-1)?.[1];
	const message =
		quoted === undefined ? stderr.trim().slice(-stderrTailCharacters) : unquote(quoted);
	const detail = message.replace(/^Error parsing image name "[^"]*": /, '');
	return escapeControl(detail).replaceAll(/\s+/g, ' ').trim();
};

const unquote = (quoted: string): string => {
	try {
		return String(JSON.parse(quoted));
	} catch {
		return quoted.slice(1, -1);
	}
};
