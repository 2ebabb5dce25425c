/** Words of the dashboard; titles of the graphs are short, since they stand in their frames. */

export const dashboardWords = {
	title: 'Dashboard',
	opening: 'Opening ...',
	without: {
		noRoom: 'This terminal has no room for the graphs; these are their figures.',
		broken: 'The graphs could not be drawn; these are their figures.',
	},
	titles: {
		load: (cpu: string, memory: string) => `CPU -${cpu} memory o${memory}`,
		disks: (read: string, written: string) => `Disk MB/s -${read} o${written}`,
		network: (received: string, sent: string) => `Net MB/s -${received} o${sent}`,
		target: (used: string) => `Target ${used}`,
		containers: (used: string) => `Images ${used}`,
		used: (percent: number, free: string) => `${percent} % ${free} free`,
		notMounted: 'not mounted',
		steps: 'Steps, seconds',
		log: 'Log',
	},
	figures: {
		cpu: 'Processors',
		memory: 'Memory in use',
		read: 'Read from disks',
		written: 'Written to disks',
		received: 'Received',
		sent: 'Sent',
		target: 'Target: free of all',
		containers: 'Images: free of all',
	},
	keys: 'Curves: - CPU, read, received; o memory, written, sent. Enter, 0 or b: back',
};
