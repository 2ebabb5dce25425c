/**
 * The name of a seed image as a place: `docker://registry/repository:tag`, the same without `docker://`,
 * `oci:/directory[:reference]`, `oci-archive:/file[:reference]`, or a plain path that is looked at.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import type {SeedSource} from './info.ts';

/** Without looking at anything; a plain path is taken for an archive when it ends in `.tar`. */
export const parseSeedSource = (text: string, authFile?: string): SeedSource => {
	const name = text.trim();
	const layout = /^(oci|oci-archive):(.*)$/s.exec(name);
	if (layout !== null) {
		const [, transport, rest = ''] = layout;
		return layoutSource(name, transport === 'oci' ? 'oci-directory' : 'oci-archive', rest);
	}
	if (name.startsWith('/')) {
		return layoutSource(name, /\.tar(:[^/]*)?$/.test(name) ? 'oci-archive' : 'oci-directory', name);
	}
	const image = name.replace(/^docker:\/\//, '');
	if (!imagePattern.test(image)) {
		throw invalid(text, 'it is neither an image in a registry nor a path');
	}
	return {kind: 'registry', image, ...(authFile !== undefined && {authFile})};
};

/** As `parseSeedSource`; a plain path becomes what is found there. */
export const findSeedSource = async (
	system: System,
	text: string,
	authFile?: string,
): Promise<SeedSource> => {
	const source = parseSeedSource(text, authFile);
	if (source.kind === 'registry' || !text.trim().startsWith('/')) {
		return source;
	}
	const found = await system.files.stat(source.path);
	if (found === undefined) {
		throw invalid(text, 'nothing is at that path');
	}
	return {...source, kind: found.kind === 'directory' ? 'oci-directory' : 'oci-archive'};
};

/** `host/…/name`, tag, digest; whether it is a good name is judged by skopeo. */
const imagePattern =
	/^([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9a-fA-F:]+\])(:\d+)?(\/[A-Za-z0-9._-]+)+(:[\w.-]+)?(@[a-z0-9]+:[0-9a-f]+)?$/;

/** A colon after the last slash begins the reference. */
const layoutSource = (
	text: string,
	kind: 'oci-directory' | 'oci-archive',
	rest: string,
): SeedSource => {
	const [, path = '', reference] = /^(.*?)(?::([^:/]*))?$/s.exec(rest) ?? [];
	if (!path.startsWith('/')) {
		throw invalid(text, 'the path must be absolute');
	}
	return {kind, path, ...(reference ? {reference} : {})};
};

const invalid = (text: string, why: string): InstallError =>
	new InstallError('SEED_SOURCE_INVALID', {text, why});
