import {defineConfig} from 'vitest/config';

/** `unit` needs nothing but this checkout; `e2e` needs the lab and runs one file at a time. */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: ['test/e2e/**'],
					testTimeout: 20_000,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.{ts,tsx}'],
					fileParallelism: false,
					testTimeout: 900_000,
					hookTimeout: 900_000,
				},
			},
		],
	},
});
