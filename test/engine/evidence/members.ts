/** The files of a bundle by their names, read by another program than the one that wrote it: node-tar. */
import {readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {Parser, type ReadEntry} from 'tar';

export const membersOf = (path: string): ReadonlyMap<string, string> => {
	const members = new Map<string, string>();
	const parser = new Parser({
		strict: true,
		onReadEntry: (entry: ReadEntry) => {
			const chunks: Buffer[] = [];
			entry.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
			entry.on('end', () => members.set(entry.path, Buffer.concat(chunks).toString('utf8')));
		},
	});
	parser.end(gunzipSync(readFileSync(path)));
	return members;
};
