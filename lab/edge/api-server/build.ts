/**
 * kube-apiserver, built from the Go module proxy where this machine has Go: some four minutes on two cores, nothing
 * afterwards. Where it was not built, the stand-in takes its place.
 */
import {join} from 'node:path';
import {run} from '../../run.ts';
import {artifactDirectory, isBuilt, type Lab, type Stage} from '../../stage.ts';

const programFile = 'kube-apiserver';
const source = 'edge/api-server/go';

export const builtApiServer: Stage = {
	name: 'kube-apiserver-built',
	title: 'kube-apiserver, built by go',
	inputs: ['go.mod', 'go.sum', 'main.go'].map((name) => `${source}/${name}`),
	parameters: () => ['recipe 1'],
	needs: [],
	build: async (directory, lab) => {
		const scratch = join(directory, 'scratch');
		const args = ['build', '-trimpath', '-ldflags=-s -w', '-o', join(directory, programFile), '.'];
		await run(lab, ['go', ...args], {
			cwd: join(import.meta.dirname, 'go'),
			environment: {
				CGO_ENABLED: '0',
				GOCACHE: join(scratch, 'cache'),
				GOMODCACHE: join(scratch, 'modules'),
				GOFLAGS: '-mod=readonly -modcacherw -buildvcs=false',
				GOTOOLCHAIN: 'local',
			},
		});
		await run(lab, ['rm', '-rf', scratch]);
	},
};

/** The modules want a Go of their time; that of a Debian is often older. */
export const canBuildApiServer = async (lab: Lab): Promise<boolean> => {
	if (await isBuilt(builtApiServer, lab)) {
		return true;
	}
	const command = {program: 'sh', args: ['-c', 'go env GOVERSION']};
	const {stdout} = await lab.system.run(command, {acceptedExitCodes: [0, 127]});
	const [, major = 0, minor = 0] = /^go(\d+)\.(\d+)/.exec(stdout) ?? [];
	return Number(major) > 1 || Number(minor) >= oldestGoMinor;
};

const oldestGoMinor = 24;

/** The path of the real program; undefined where it was not built. */
export const realApiServer = async (lab: Lab): Promise<string | undefined> =>
	(await isBuilt(builtApiServer, lab))
		? join(await artifactDirectory(builtApiServer, lab.settings), programFile)
		: undefined;
