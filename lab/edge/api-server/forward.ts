/** Hands connections on to a port of loopback, byte by byte: from then on the API server is there for everybody. */
import {connect, createServer, type Server} from 'node:net';

export const forward = (host: string, port: number, to: number): Promise<Server> =>
	new Promise((resolve, reject) => {
		const server = createServer((outer) => {
			const inner = connect(to, '127.0.0.1');
			outer.pipe(inner).pipe(outer);
			outer.on('error', () => inner.destroy());
			inner.on('error', () => outer.destroy());
		});
		server.once('error', reject);
		server.listen(port, host, () => resolve(server));
	});
