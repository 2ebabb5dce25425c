/** The bundled program at work on an edge host, without a terminal: what it says as JSON lines, and how it ends. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import type {EdgeHost} from '../../../lab/edge.ts';

const bundle = new URL('../../../dist/ibi-console.js', import.meta.url).pathname;

/** An event of the session or of its run, as it was printed. */
export type Line = {readonly type: string} & Readonly<Record<string, unknown>>;

export type Deployed = {readonly lines: readonly Line[]; readonly exitCode: number | null};

export const deployUnattended = async (
	host: EdgeHost,
	watch: (line: Line, child: ChildProcess) => void = () => {},
): Promise<Deployed> => {
	const command = host.inside(process.execPath, bundle, 'deploy', '--unattended', '--format=json');
	const child = spawn(command.program, command.args, {stdio: ['ignore', 'pipe', 'inherit']});
	const lines: Line[] = [];
	for await (const text of createInterface({input: child.stdout})) {
		const line = JSON.parse(text) as Line;
		lines.push(line);
		watch(line, child);
	}
	if (child.exitCode === null && child.signalCode === null) {
		await once(child, 'exit');
	}
	return {lines, exitCode: child.exitCode};
};

export const typesOf = ({lines}: Deployed): readonly string[] => lines.map(({type}) => type);

/** As `recert.run done`, in their order. */
export const finishedSteps = ({lines}: Deployed): readonly string[] =>
	lines.flatMap((line) =>
		line.type === 'step.finished'
			? [`${line['step']} ${(line['outcome'] as {kind: string}).kind}`]
			: [],
	);
