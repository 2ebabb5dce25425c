import {describe, expect, test} from 'vitest';
import {parseRegistries, placesOf} from '../../../src/engine/ladder/mirrors.ts';

const placed = (text: string, image: string): readonly string[] =>
	placesOf(image, parseRegistries(text)).map((place) => place.image);

const disconnected = `
unqualified-search-registries = [
  "registry.access.redhat.com", # not asked
  "docker.io"
]
short-name-mode = "enforcing"

[aliases]
  "ubi9/ubi" = "registry.access.redhat.com/ubi9/ubi"

[[registry]]
  prefix = ""
  location = "quay.io/openshift-release-dev"
  mirror-by-digest-only = true

  [[registry.mirror]]
    location = "mirror.example.com:8443/release" # the local one
    insecure = true

[[registry]]
  location = "quay.io"
  blocked = true
`;

describe('where an image is looked for', () => {
	test('is its own registry where nothing is said of it', () => {
		expect(placed('', 'quay.io/a/seed:1')).toEqual(['quay.io/a/seed:1']);
		expect(placed(disconnected, 'example.com/quay.io/seed:1')).toHaveLength(1);
	});

	test('is the mirror first, then the registry, by the longest prefix', () => {
		const image = `quay.io/openshift-release-dev/a@sha256:${'1'.repeat(64)}`;
		expect(placesOf(image, parseRegistries(disconnected))).toEqual([
			{
				image: image.replace('quay.io/openshift-release-dev', 'mirror.example.com:8443/release'),
				isMirror: true,
				isInsecure: true,
			},
			{image, isMirror: false, isInsecure: false},
		]);
	});

	test('is no mirror for a tag where mirrors serve digests only', () => {
		const image = 'quay.io/openshift-release-dev/a:1';
		expect(placed(disconnected, image)).toEqual([image]);
	});

	test('is nowhere where the registry is blocked and nothing mirrors it', () => {
		expect(placed(disconnected, 'quay.io/other/seed:1')).toEqual([]);
	});

	test.each([
		['quay.io/a', 'quay.io/ab/seed:1', false],
		['quay.io/a', 'quay.io/a/seed:1', true],
		['quay.io/a', 'quay.io/a:1', true],
		['*.example.com', 'r.example.com:5000/seed:1', true],
		['*.example.com', 'example.com/seed:1', false],
	])('prefix %s and image %s: %s', (prefix, image, fits) => {
		const text = `[[registry]]\nprefix = "${prefix}"\nlocation = "other.test"\n`;
		expect(placed(text, image)[0]?.startsWith('other.test')).toBe(fits);
	});

	test.each([
		['digest-only', 'tag', 1],
		['digest-only', 'digest', 2],
		['tag-only', 'tag', 2],
		['tag-only', 'digest', 1],
	])('a mirror with pull-from-mirror %s, asked by %s', (pull, by, count) => {
		const text = `[[registry]]\nlocation = "r.test"\n[[registry.mirror]]\nlocation = "m.test"\npull-from-mirror = '${pull}'\n`;
		expect(placed(text, by === 'tag' ? 'r.test/a:1' : 'r.test/a@sha256:1')).toHaveLength(count);
	});

	test('is not guessed from a line that is not understood', () => {
		expect(() => parseRegistries('[[registry]]\nlocation = """quay.io"""')).toThrow(
			'line 2 is not understood',
		);
	});
});
