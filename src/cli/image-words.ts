/** The words of `create image`: what an installation ISO is made with. Pure. */
import type {ImagesFrom} from '../iso/medium/seed.ts';
import {usage, type Values} from './options.ts';

export type ImageWords = {
	readonly directory: string;
	/** A path or an address; absent: the environment says it. */
	readonly baseIso?: string;
	readonly baseIsoSha256?: string;
	/** Kernel arguments. */
	readonly kargs: readonly string[];
	/** The Node runtime of the hosts; absent: the one that runs here. */
	readonly runtime?: string;
	readonly withSeed: boolean;
	/** Of the seed's list, which then travel as well. */
	readonly images?: ImagesFrom;
	readonly withNetworkBoot: boolean;
};

/** @throws InstallError USAGE */
export const imageWordsOf = (values: Values): ImageWords => ({
	directory: values.dir ?? '.',
	...(values['base-iso'] !== undefined && {baseIso: values['base-iso']}),
	...(values['base-iso-sha256'] !== undefined && {baseIsoSha256: values['base-iso-sha256']}),
	...(values.runtime !== undefined && {runtime: values.runtime}),
	kargs: values.karg ?? [],
	withSeed: values['with-seed'] ?? false,
	...imagesOf(values),
	withNetworkBoot: values['network-boot'] ?? false,
});

const imagesOf = (values: Values): {readonly images?: ImagesFrom} => {
	const place = values['images-from'];
	if (!values['with-images']) {
		if (place !== undefined) {
			throw usage('--images-from says where the images of --with-images are');
		}
		return {};
	}
	if (!values['with-seed']) {
		throw usage('--with-images needs --with-seed, whose images they are');
	}
	return {images: place === undefined ? {kind: 'registries'} : {kind: 'layout', place}};
};
