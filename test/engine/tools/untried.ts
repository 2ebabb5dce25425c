/** Of a context in which no proxy is tried. */
export const untried = {
	proxyTrial: {begin: () => {}, end: () => false},
	remember: () => {},
} as const;
