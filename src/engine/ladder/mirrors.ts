/**
 * Where skopeo and podman look for an image, by containers-registries.conf(5) version 2: the mirrors of the
 * longest prefix that fits, then the registry itself. Not a TOML parser: it reads the tables of registries and
 * the plain values that these have, refuses a line in them that it does not know, and skips other tables. Pure.
 */

export type RegistryRule = {
	readonly prefix: string;
	readonly location: string;
	readonly isInsecure: boolean;
	readonly isBlocked: boolean;
	readonly isMirroredByDigestOnly: boolean;
	readonly mirrors: readonly Mirror[];
};

type Mirror = {
	readonly location: string;
	readonly isInsecure: boolean;
	/** `all`, `digest-only`, `tag-only`. */
	readonly pull: string;
};

export type Place = {
	/** The image there, tag and digest included. */
	readonly image: string;
	readonly isMirror: boolean;
	readonly isInsecure: boolean;
};

/** In the order in which they are asked. None: the registry is blocked and nothing mirrors it. */
export const placesOf = (image: string, rules: readonly RegistryRule[]): readonly Place[] => {
	const rule = rules
		.filter(({prefix}) => fits(prefix, image))
		.toSorted((one, other) => other.prefix.length - one.prefix.length)[0];
	if (rule === undefined) {
		return [{image, isMirror: false, isInsecure: false}];
	}
	const source = {
		image: moved(image, rule.prefix, rule.location),
		isMirror: false,
		isInsecure: rule.isInsecure,
	};
	const mirrors = rule.mirrors.filter((mirror) => serves(rule, mirror, image));
	return [
		...mirrors.map(({location, isInsecure}) => ({
			image: moved(image, rule.prefix, location),
			isMirror: true,
			isInsecure,
		})),
		...(rule.isBlocked ? [] : [source]),
	];
};

/** @throws SyntaxError naming the line that is not understood */
export const parseRegistries = (text: string): readonly RegistryRule[] => {
	const tables: Table[] = [];
	let current: Table | undefined = {values: {}, mirrors: []};
	for (const [index, line] of joinedLists(text).entries()) {
		const header = /^\[\[?\s*([\w.-]+)\s*\]\]?$/.exec(line)?.[1];
		if (header === 'registry') {
			current = {values: {}, mirrors: []};
			tables.push(current);
		} else if (header === 'registry.mirror') {
			const mirror = {values: {}, mirrors: []};
			tables.at(-1)?.mirrors.push(mirror);
			current = mirror;
		} else if (header !== undefined) {
			current = undefined;
		} else if (line !== '' && current !== undefined) {
			assign(current, line, index + 1);
		}
	}
	return tables.map(ruleOf);
};

type Value = string | boolean;
type Table = {readonly values: Record<string, Value>; readonly mirrors: Table[]};

/** Lists have no meaning for us (`unqualified-search-registries`), but may go over several lines. */
const joinedLists = (text: string): readonly string[] =>
	text
		.replaceAll(/=\s*\[[^\]]*\]/g, (list) => `= ""${'\n'.repeat(list.split('\n').length - 1)}`)
		.split('\n')
		.map((line) => line.replace(/^((?:[^"'#]|"[^"]*"|'[^']*')*)#.*$/, '$1').trim());

const assign = ({values}: Table, line: string, number: number): void => {
	const [, name, quoted, literal, flag] =
		/^"?([\w.-]+)"?\s*=\s*(?:"([^"]*)"|'([^']*)'|(true|false|\d+))$/.exec(line) ?? [];
	if (name === undefined) {
		throw new SyntaxError(`line ${number} is not understood`);
	}
	values[name] = quoted ?? literal ?? flag === 'true';
};

const ruleOf = ({values, mirrors}: Table): RegistryRule => {
	const location = textOf(values['location']);
	const prefix = textOf(values['prefix']) || location;
	return {
		prefix,
		location: location || prefix,
		isInsecure: values['insecure'] === true,
		isBlocked: values['blocked'] === true,
		isMirroredByDigestOnly: values['mirror-by-digest-only'] === true,
		mirrors: mirrors.map((mirror) => ({
			location: textOf(mirror.values['location']),
			isInsecure: mirror.values['insecure'] === true,
			pull: textOf(mirror.values['pull-from-mirror']) || 'all',
		})),
	};
};

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

/** `*.example.com` stands for any host below it; else the prefix ends where a part of the name ends. */
const fits = (prefix: string, image: string): boolean =>
	prefix.startsWith('*.')
		? (image.split('/')[0] ?? '').replace(/:\d+$/, '').endsWith(prefix.slice(1))
		: prefix !== '' && image.startsWith(prefix) && /^([/:@]|$)/.test(image.slice(prefix.length));

const moved = (image: string, prefix: string, location: string): string =>
	prefix.startsWith('*.')
		? image.replace(/^[^/]+/, (host) => (location.startsWith('*.') ? host : location))
		: location + image.slice(prefix.length);

const serves = (rule: RegistryRule, {pull}: Mirror, image: string): boolean => {
	const byDigest = image.includes('@');
	return byDigest ? pull !== 'tag-only' : pull !== 'digest-only' && !rule.isMirroredByDigestOnly;
};
