/**
 * The secrets inside a containers-auth.json file (`{"auths":{"host":{"auth":"base64(user:password)"}}}`), so
 * that they can be masked wherever they turn up. The file itself is handed to programs by its path.
 */
import {z} from 'zod';
import {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';

/** One entry that is not of its form must not leave the secrets of the others unmasked. */
const word = z.string().optional().catch(undefined);

const entry = z
	.object({auth: word, password: word, identitytoken: word, registrytoken: word})
	.catch({});

const document = z.object({auths: z.record(z.string(), entry)});

/** None when there is no such file, or when it is not of that form: whoever uses it will say so. */
export const readAuthSecrets = async (system: System, path: string): Promise<readonly Secret[]> => {
	if ((await system.files.stat(path)) === undefined) {
		return [];
	}
	return authSecrets(await system.files.readText(path));
};

/** Pure part of `readAuthSecrets`. */
export const authSecrets = (text: string): readonly Secret[] => {
	const entries = Object.values(parse(text)?.auths ?? {});
	return entries.flatMap(({auth, password, identitytoken, registrytoken}) =>
		[auth, auth && passwordOf(auth), password, identitytoken, registrytoken]
			.filter((value): value is string => value !== undefined && value !== '')
			.map((value) => new Secret(value)),
	);
};

const parse = (text: string): z.infer<typeof document> | undefined => {
	try {
		return document.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
};

const passwordOf = (auth: string): string =>
	Buffer.from(auth, 'base64')
		.toString('utf8')
		.replace(/^[^:]*:/, '');
