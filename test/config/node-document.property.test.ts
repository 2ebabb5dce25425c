import fc from 'fast-check';
import {expect, test} from 'vitest';
import {installationFields} from '../../src/config/installation-config.ts';
import {nodeFields} from '../../src/config/node-document.ts';
import {readInstallationConfig, readNodeDocument} from '../../src/config/schema.ts';
import {InstallError} from '../../src/errors.ts';

const planted = 'planted-passw0rd';

const valueWithSecret = fc.oneof(
	fc.jsonValue(),
	fc.constant(planted),
	fc.array(fc.constant(planted)),
	fc.dictionary(fc.string(), fc.constant(planted)),
);

const documentOf = (fields: object) =>
	fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(fields)), fc.string()), valueWithSecret);

test.each([
	['node document', documentOf(nodeFields), readNodeDocument],
	['installation configuration', documentOf(installationFields), readInstallationConfig],
] as const)('any %s is read, or refused without repeating a value', (_what, documents, read) => {
	fc.assert(
		fc.property(documents, (document) => {
			try {
				read(JSON.stringify(document), 'test');
			} catch (error) {
				expect(error).toBeInstanceOf(InstallError);
				expect(String(error)).not.toContain(planted);
			}
		}),
		{numRuns: 500},
	);
});

test('any text at all is read, or refused without repeating it', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (before, after) => {
			try {
				readNodeDocument(`${before}${planted}${after}`, 'test');
			} catch (error) {
				expect(error).toBeInstanceOf(InstallError);
			}
		}),
		{numRuns: 500},
	);
});
