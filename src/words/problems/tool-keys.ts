/**
 * The tools as a remedy names them: the keys that lead there from any screen, and the name that the list shows. A test
 * holds them against the list itself.
 */
export const toolKeys = {
	findings: '0 1 (Findings)',
	disks: '0 2 (Disks)',
	network: '0 3 (Network)',
	services: '0 4 (Services)',
	logs: '0 5 (Logs)',
	time: '0 6 (Time)',
	dashboard: '0 7 (Dashboard)',
	evidence: '0 8 (Evidence)',
	repair: '0 9 (Repair)',
} as const;
