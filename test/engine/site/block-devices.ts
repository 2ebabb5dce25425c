/** Rows as lsblk prints them, with what a test says of them. */
export const blockDevice = (changes: {
	readonly path: string;
	readonly type?: string;
	readonly [key: string]: unknown;
}): object => ({
	kname: changes.path.replace('/dev/', ''),
	'maj:min': '8:0',
	type: 'disk',
	size: 1024 * 1024 * 1024,
	ro: false,
	rm: false,
	hotplug: false,
	...changes,
});
