/** Where the kernel command line says that the configuration of the site is. */
import {expect, test} from 'vitest';
import {readSiteSource} from '../../src/config/site-source.ts';

const digest = 'a1'.repeat(32);

test.each<[string, object | undefined]>([
	['quiet', undefined],
	['ibi.config=file:/var/site.iso', {kind: 'file', path: '/var/site.iso'}],
	['ibi.config=file:///var/site', {kind: 'file', path: '/var/site'}],
	['ibi.config=iso:/site.iso', {kind: 'iso', path: '/site.iso'}],
	['ibi.config="label:my stick"', {kind: 'label', label: 'my stick'}],
	['ibi.config=label:STICK:/sites/7', {kind: 'label', label: 'STICK', path: '/sites/7'}],
	['ibi.config=https://a.example/s.iso?t=1', {kind: 'url', url: 'https://a.example/s.iso?t=1'}],
	['ibi.config=file:/one ibi.config=file:/two', {kind: 'file', path: '/two'}],
	[`ibi.config=file:/a ibi.config.sha256=${digest}`, {kind: 'file', path: '/a', sha256: digest}],
])('%s', (commandLine, source) => {
	expect(readSiteSource(commandLine)).toEqual(source);
});

test.each([
	'ibi.config=http://user:planted@a.example/s.iso',
	'ibi.config=/planted',
	'ibi.config=file:planted',
	'ibi.config=file:/a/../planted',
	'ibi.config=label:',
	'ibi.config=label:A:planted',
	'ibi.config',
	'ibi.config=file:/a ibi.config.sha256=planted',
])('%s is refused, and not repeated', (commandLine) => {
	expect(() => readSiteSource(commandLine)).toThrow(/ibi\.config(\.sha256)?: needed/);
	expect(() => readSiteSource(commandLine)).not.toThrow(/planted/);
});
