/** Lists of processors as the kernel writes them: ranges as `0-3,8`. Pure. */

export const countCpus = (text: string): number =>
	text
		.trim()
		.split(',')
		.filter((range) => range !== '')
		.map((range) => range.split('-').map(Number))
		.map(([first = 0, last = first]) => last - first + 1)
		.reduce((sum, count) => sum + count, 0);
