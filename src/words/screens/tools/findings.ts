/** Words of the findings as a tool; what a check found has its words in the catalogue of checks. */

export const findingsToolWords = {
	title: 'Findings',
	all: 'Make all checks again',
	each: 'A line that is taken is checked again.',
	none: 'Nothing was checked yet: what the checks need is not known.',
};
