/** openssl as the second opinion on what we wrote. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export const openssl = (args: readonly string[], input = ''): string =>
	execFileSync('openssl', args, {input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe']});

/** With texts as files, removed afterwards. */
export const withFiles = <Result>(
	texts: readonly string[],
	use: (...paths: readonly string[]) => Result,
): Result => {
	const directory = mkdtempSync(join(tmpdir(), 'pki-'));
	try {
		const paths = texts.map((text, index) => {
			const path = join(directory, `${index}.pem`);
			writeFileSync(path, text, {mode: 0o600});
			return path;
		});
		return use(...paths);
	} finally {
		rmSync(directory, {recursive: true});
	}
};

export const described = (certificate: string): string =>
	openssl(['x509', '-noout', '-text', '-nameopt', 'show_type,sep_comma_plus_space'], certificate);
