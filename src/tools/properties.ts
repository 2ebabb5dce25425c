/** Lines of `KEY=value`, as udevadm and mdadm print them. */
export const parseProperties = (text: string): ReadonlyMap<string, string> =>
	new Map(
		text.split('\n').flatMap((line) => {
			const end = line.indexOf('=');
			return end <= 0 ? [] : [[line.slice(0, end).trim(), line.slice(end + 1).trim()] as const];
		}),
	);
