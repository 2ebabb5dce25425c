import {expect, test} from 'vitest';
import {documentFaults} from '../../src/config/document-faults.ts';
import {documentWords} from '../../src/config/document-words.ts';
import {imageBasedFields} from '../../src/config/image-based-config.ts';
import {installFields} from '../../src/config/install-config.ts';
import {installationFields} from '../../src/config/installation-config.ts';
import {nodeFields} from '../../src/config/node-document.ts';
import {pullSecret} from './install-documents.ts';

const install = `apiVersion: v1
metadata:
  name: Edge_7
baseDomain: example.com
controlPlane:
  replicas: 3
compute:
  - replicas: 0
networking:
  machineNetwork:
    - cidr: 192.0.2.1/24
  machineNetwrok: []
pullSecret: planted-passw0rd
`;

test('every fault of an install-config is told at once, with its line', () => {
	expect(documentFaults('install-config', install, 'install-config.yaml')).toEqual([
		{
			file: 'install-config.yaml',
			line: 3,
			field: 'metadata.name',
			found: 'Edge_7',
			why: 'needed a name of lower-case letters, digits and hyphens',
			accepted: 'lower-case letters, digits and hyphens, at most 54 characters',
			example: 'edge-7',
		},
		{
			file: 'install-config.yaml',
			line: 12,
			field: 'networking.machineNetwrok',
			found: 'a list',
			why: 'is no known key; did you mean machineNetwork?',
		},
		{
			file: 'install-config.yaml',
			line: 13,
			field: 'pullSecret',
			found: '16 characters',
			why: 'needed a JSON text with auths, each entry with an auth (user:password in base64) or a credsStore',
			accepted: 'a JSON text with auths, in single quotes',
		},
		{
			file: 'install-config.yaml',
			line: 6,
			field: 'controlPlane.replicas',
			found: 'a number',
			why: 'found 3, needed 1: one node is all',
			accepted: 'the number 1',
			example: '1',
		},
		{
			file: 'install-config.yaml',
			line: 10,
			field: 'networking.machineNetwork',
			found: 'a list',
			why: 'found an address in a network, needed the network itself',
			accepted: 'the network of the node, or one of each family, IPv4 first',
			example: '[{cidr: 192.0.2.0/24}]',
		},
	]);
});

test('what is accepted as apiVersion is what this document needs, not another', () => {
	expect(documentFaults('image-based-config', 'apiVersion: v1\n', 'a.yaml')).toEqual([
		{
			file: 'a.yaml',
			line: 1,
			field: 'apiVersion',
			found: 'v1',
			why: 'needed v1beta1',
			accepted: 'v1beta1',
		},
	]);
});

test('a text that does not parse has one fault, with its line and without its words', () => {
	const faults = documentFaults('image-based-config', 'hostname: a\n\tb: planted\n', 'a.yaml');
	expect(faults).toMatchObject([{file: 'a.yaml', line: 2}]);
	expect(JSON.stringify(faults)).not.toContain('planted');
});

test('a key that swallowed its value is told by its length', () => {
	const text = `seedImage: a\n"pull secret planted":\n`;
	const faults = documentFaults('node-document', text, 'a.json');
	expect(faults).toMatchObject([{line: 2, field: '(a key of 19 characters)'}]);
	expect(JSON.stringify(faults)).not.toContain('planted');
});

test('what the seed decides is told as a warning at its line, once nothing else is wrong', () => {
	const good = install
		.replace('Edge_7', 'edge-7')
		.replace('replicas: 3', 'replicas: 1')
		.replace('.1/24', '.0/24')
		.replace(/ {2}machineNetwrok.*\n/, '  clusterNetworkMTU: 1400\n')
		.replace('planted-passw0rd', `'${pullSecret}'`);
	expect(documentFaults('install-config', good, 'a.yaml')).toEqual([
		{
			file: 'a.yaml',
			line: 12,
			field: 'networking.clusterNetworkMTU',
			why: 'has no effect: it stays as it is in the seed image',
			isWarning: true,
		},
	]);
});

test('words are kept for keys that there are', () => {
	const known = new Set([
		...Object.keys(installFields),
		...Object.keys(imageBasedFields),
		...Object.keys(installationFields),
		...Object.keys(nodeFields),
	]);
	const roots = Object.keys(documentWords).map((path) => path.replace(/[.[].*/, ''));
	expect(roots.filter((root) => !known.has(root))).toEqual([]);
});
