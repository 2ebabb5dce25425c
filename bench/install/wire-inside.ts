/** The wire alone: fetches blobs, four at a time, and keeps nothing. Started inside a lab host with their paths. */
import {readFileSync} from 'node:fs';
import {Agent, get} from 'node:https';

const [port = '', caFile = '', userAndPassword = '', ...paths] = process.argv.slice(2);
const ca = readFileSync(caFile);
const agent = new Agent({keepAlive: true, maxSockets: 4});

const fetchBlob = (path: string): Promise<number> =>
	new Promise((resolve, reject) => {
		const options = {host: '127.0.0.1', port, path, ca, agent, auth: userAndPassword};
		get(options, (response) => {
			let bytes = 0;
			response.on('data', (chunk: Buffer) => {
				bytes += chunk.length;
			});
			response.on('end', () => resolve(bytes)).on('error', reject);
		}).on('error', reject);
	});

const startedMs = performance.now();
const bytes = (await Promise.all(paths.map(fetchBlob))).reduce((sum, one) => sum + one, 0);
process.stdout.write(JSON.stringify({bytes, durationMs: performance.now() - startedMs}));
process.exit(0);
