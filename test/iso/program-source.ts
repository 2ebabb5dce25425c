/** A program to put on a medium: our own units and files around a bundle and a runtime that are only their beginnings. */
import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ProgramSource} from '../../src/iso/medium/program.ts';

const machines = {amd64: 0x3e, arm64: 0xb7};

export const makeProgram = (
	directory: string,
	architecture: 'amd64' | 'arm64' = 'amd64',
): ProgramSource => {
	const bundle = join(directory, 'dist');
	mkdirSync(join(bundle, 'parts'), {recursive: true});
	writeFileSync(join(bundle, 'ibi-console.js'), '#!/usr/bin/env node\n', {mode: 0o755});
	writeFileSync(join(bundle, 'parts/engine.js'), 'export {};\n');
	for (const part of ['systemd', 'iso-overlay']) {
		cpSync(part, join(bundle, 'live', part), {recursive: true});
	}
	const runtime = join(directory, `node-${architecture}`);
	const head = Buffer.alloc(64);
	head.write('\x7fELF', 'latin1');
	head.writeUInt16LE(machines[architecture], 18);
	writeFileSync(runtime, head, {mode: 0o755});
	return {runtime, bundle};
};
