/** The lab's stand-in of recert as one static program: Go and its standard library, nothing else. */
import {join} from 'node:path';
import {outputOf, run} from '../run.ts';
import type {Lab, Stage} from '../stage.ts';

/** Below the artifact's folder. */
export const recertFile = 'recert';

const sources = [
	'main',
	'knobs',
	'pool',
	'config',
	'config-values',
	'etcd',
	'texts',
	'scan',
	'crypto',
	'regenerate',
	'commit',
	'postprocess',
	'customise',
	'rename',
	'hostkeys',
	'summary',
];

const source = join(import.meta.dirname, '../stand-ins/recert');

export const recertProgram: Stage = {
	name: 'recert-program',
	title: 'Stand-in of recert',
	inputs: [
		'stages/recert-program.ts',
		'stand-ins/recert/go.mod',
		...sources.map((name) => `stand-ins/recert/${name}.go`),
	],
	needs: [],
	build: async (directory, lab) => {
		const go = await goProgram(lab);
		await run(
			lab,
			[
				'env',
				...['CGO_ENABLED=0', 'GOFLAGS=-buildvcs=false -trimpath', 'GOTOOLCHAIN=local'],
				...[go, 'build', '-ldflags=-s -w', '-o', join(directory, recertFile), '.'],
			],
			{cwd: source},
		);
	},
};

/** A Go that was unpacked by hand is often not on the path of a shell that is not a person's. */
const goProgram = (lab: Lab): Promise<string> =>
	outputOf(lab, ['sh', '-c', 'command -v go || ls /usr/local/go/bin/go']);
