/** A boot entry of the Boot Loader Specification, type 1, as far as it is verified. Pure. */

export type BootEntry = {
	readonly linux?: string;
	readonly initrd?: string;
	readonly options: readonly string[];
};

export const parseBootEntry = (text: string): BootEntry => {
	const fields = new Map(
		text.split('\n').flatMap((line) => {
			const found = /^(\w\S*)\s+(.*)$/.exec(line);
			return found === null ? [] : [[found[1] ?? '', found[2] ?? ''] as const];
		}),
	);
	const linux = fields.get('linux');
	const initrd = fields.get('initrd');
	return {
		...(linux !== undefined && {linux}),
		...(initrd !== undefined && {initrd}),
		options: words(fields.get('options') ?? ''),
	};
};

/** Faults of the options: all kernel arguments in their order, one `ostree=`, and nothing else. */
export const optionFaults = (
	options: readonly string[],
	kernelArguments: readonly string[],
	stateroot: string,
): readonly string[] => {
	const wanted = kernelArguments.flatMap(words).join(' ');
	const ostree = options.filter((option) => option.startsWith('ostree='));
	const found = options.filter((option) => !option.startsWith('ostree=')).join(' ');
	return [
		...(found === wanted ? [] : [`the boot entry's options are "${found}", not "${wanted}"`]),
		...(ostree.length === 1 && ostree[0]?.includes(`/${stateroot}/`)
			? []
			: [`the boot entry does not name one deployment of ${stateroot}`]),
	];
};

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
