import {defineConfig} from 'vitest/config';
import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** Seconds each, and needing no lab: real programs on images and registries, and walks of ten thousand keys. */
const thorough = [
	'test/system/terminal.test.ts',
	'test/screens/fits.test.tsx',
	'test/screens/tools/dashboard/screen.test.tsx',
	'test/screens/resizes.test.tsx',
	'test/screens/key-graph.test.tsx',
	'test/screens/plain/glyphs.test.tsx',
	'test/screens/keys.test.tsx',
	'test/screens/edge/fits.test.tsx',
	'test/engine/steps/edge/recert-run.test.ts',
	'test/engine/steps/edge/snapshot.test.ts',
	'test/engine/steps/cluster/*.test.ts',
	'test/cli/create-image.test.ts',
	'test/cli/rehearse.property.test.ts',
	'test/iso/fleet/create-fleet.test.ts',
	'test/iso/damage.property.test.ts',
	'test/screens/fuzz.test.tsx',
	'test/screens/edge/fuzz.test.tsx',
	'test/screens/disks/machines.test.tsx',
	'test/screens/failure/every-code.test.tsx',
	'test/iso/coreos/**/*.test.ts',
	'test/iso/create-installation*.test.ts',
	'test/iso/medium/fetch-images.test.ts',
	'test/seed/read-registry.test.ts',
	'test/engine/session.property.test.ts',
	'test/engine/site/hostile.property.test.ts',
	'test/engine/evidence/bundle.test.ts',
	'test/engine/evidence/moments.test.ts',
	'test/store/playing.test.ts',
	'test/engine/evidence/serial-lines.test.ts',
	'test/engine/evidence/serial-pty.test.ts',
	'test/engine/evidence/outs.test.ts',
	'test/cli/workstation.property.test.ts',
	'test/engine/api/*.test.ts',
	'test/iso/create-configuration.test.ts',
	'test/iso/volume/read.test.ts',
	'test/system/decompress.test.ts',
	'test/cli/workstation.test.ts',
	'test/pki/connection.test.ts',
	'test/engine/site/import.test.ts',
	'test/helpers/terminal.test.tsx',
	'test/engine/service/service.test.ts',
	'test/engine/tools/tools.test.ts',
	'test/screens/terminal/picture.test.ts',
	'test/screens/lock/lock.test.tsx',
	'test/engine/checks/unknown.property.test.ts',
	'test/hardware/fourteen-rules.test.ts',
	'test/engine/execute.property.test.ts',
	'test/iso/configuration-iso.test.ts',
	'test/engine/steps/sparse-image.test.ts',
];

/**
 * They measure how fast, how much memory, how much of a processor; two leave their loop device for a moment, and the last
 * looks for secrets in all files of /tmp, where other tests have theirs.
 */
const alone = [
	'test/screens/terminal/line-budget.test.ts',
	'test/e2e/dashboard.test.ts',
	'test/e2e/engine-service.test.ts',
	'test/e2e/edge/first-boot.test.ts',
	'test/e2e/real-disk.test.ts',
	'test/e2e/matrix/power.test.ts',
	'test/e2e/matrix/secrets.test.ts',
];

/** A minute and more each: begun last, they would leave the other worker with nothing to do. */
const long =
	/\/(boot|console-install|failing-install|walkthrough|edge\/power|edge\/kill)\.test\.ts$/;

class LongFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isLong = ({moduleId}: TestSpecification): boolean => long.test(moduleId);
		return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
	}
}

/**
 * `unit` needs nothing but this checkout and takes seconds; `thorough` the same, with patience; `e2e` needs the lab, and
 * runs two files at a time, since each has hosts of its own, which mostly wait; `alone` does the same, one file at a
 * time; `vm` boots virtual machines, which by emulation takes minutes a test.
 */
export default defineConfig({
	test: {
		// Vitest leaves one core for itself, and of two that is half.
		maxWorkers: '100%',
		sequence: {sequencer: LongFirst},
		projects: [
			{
				test: {
					name: 'unit',
					// One module graph a worker instead of one a file: half of the time was loading.
					isolate: false,
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: ['test/e2e/**', ...thorough, ...alone],
					testTimeout: 20_000,
				},
			},
			{test: {name: 'thorough', include: thorough, testTimeout: 120_000}},
			{
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.{ts,tsx}'],
					exclude: ['test/e2e/vm/**', ...alone],
					maxWorkers: 2,
					sequence: {groupOrder: 1},
					testTimeout: 900_000,
					hookTimeout: 900_000,
				},
			},
			{
				test: {
					name: 'alone',
					include: alone,
					fileParallelism: false,
					testTimeout: 900_000,
					hookTimeout: 900_000,
				},
			},
			{
				test: {
					name: 'vm',
					include: ['test/e2e/vm/**/*.test.ts'],
					fileParallelism: false,
					testTimeout: 2_400_000,
					hookTimeout: 900_000,
				},
			},
		],
	},
});
