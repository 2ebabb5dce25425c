import {describe, expect, test} from 'vitest';
import {parseInvocation} from '../../src/cli/arguments.ts';
import {helpText} from '../../src/words/help.ts';

const common = {flags: {}, format: 'text', stateDirectory: '/run/ibi-console'};
const console = {command: 'console', terminal: {}};
const deploy = {command: 'deploy', terminal: {}};

describe('the command line', () => {
	test.each([
		[[], {...console, ...common}],
		[['install'], {...console, ...common}],
		[['--mode', 'auto'], {command: 'auto', words: {}, ...common}],
		[['--mode=auto', '--wipe=yes'], {command: 'auto', words: {wipe: 'yes'}, ...common}],
		[
			['--mode=auto', '--wipe=yes', '--reinstall=yes'],
			{command: 'auto', words: {wipe: 'yes', reinstall: 'yes'}, ...common},
		],
		[['--config', '/c.json'], {...console, ...common, configFile: '/c.json'}],
		[
			['--disk', 'serial:A', '--dry-run', '--format', 'json'],
			{command: 'dry-run', ...common, format: 'json', flags: {installationDisk: 'serial:A'}},
		],
		[['--on-success', 'reboot'], {...console, ...common, flags: {onSuccess: 'reboot'}}],
		[['--ui', 'plain'], {...console, ...common, terminal: {ui: 'plain'}}],
		[
			['attach', '--line-speed', '9600'],
			{command: 'attach', ...common, terminal: {lineSpeedBaud: 9600}},
		],
		[['--resume', '--state', '/tmp/s'], {command: 'resume', ...common, stateDirectory: '/tmp/s'}],
		[['wipe', '--confirm', '1234'], {command: 'wipe', ...common, confirmation: '1234'}],
		[['facts'], {command: 'facts', ...common}],
		[
			['create', 'config-image', '--dir', 'site', '--identity=old'],
			{
				command: 'create',
				target: 'config-image',
				directory: 'site',
				identityDirectory: 'old',
				format: 'text',
			},
		],
		[
			['create', 'config-template', '--format=json'],
			{command: 'create', target: 'config-template', directory: '.', format: 'json'},
		],
		[
			['create', 'config-image', '--seed', 'oci:/s'],
			{
				command: 'create',
				target: 'config-image',
				directory: '.',
				seedImage: 'oci:/s',
				format: 'text',
			},
		],
		[
			['create', 'image', '--base-iso', 'a.iso', '--karg=a=1', '--karg', 'b', '--with-seed'],
			{
				command: 'create-image',
				directory: '.',
				format: 'text',
				baseIso: 'a.iso',
				kargs: ['a=1', 'b'],
				withSeed: true,
				withNetworkBoot: false,
			},
		],
		[
			['create', 'image', '--with-seed', '--with-images', '--images-from=/a.tar'],
			{
				command: 'create-image',
				directory: '.',
				format: 'text',
				kargs: [],
				withSeed: true,
				images: {kind: 'layout', place: '/a.tar'},
				withNetworkBoot: false,
			},
		],
		[
			['deploy'],
			{
				...deploy,
				mode: 'interactive',
				by: 'ibi-console',
				format: 'text',
				stateDirectory: '/var/lib/ibi-console/deploy',
			},
		],
		[
			['deploy', '--unattended', '--by', 'lca-cli', '--format', 'json', '--state', '/s'],
			{...deploy, mode: 'auto', by: 'lca-cli', format: 'json', stateDirectory: '/s'},
		],
		[
			['deploy', '--mode', 'attach', '--name', 'tty1'],
			{
				...deploy,
				mode: 'attach',
				by: 'ibi-console',
				format: 'text',
				stateDirectory: '/var/lib/ibi-console/deploy',
				name: 'tty1',
			},
		],
		[
			['create', 'config-image', '--fleet', 'sites.csv', '--dir', 'out', '--json'],
			{
				command: 'create',
				target: 'config-image',
				directory: 'out',
				fleetFile: 'sites.csv',
				format: 'json',
			},
		],
		[
			['match', '--facts', 'h.json', '--dir', 'd', '--disk', 'serial:A', '--karg', 'a=1'],
			{
				command: 'match',
				factsFile: 'h.json',
				directory: 'd',
				flags: {installationDisk: 'serial:A'},
				kargs: ['a=1'],
				format: 'text',
			},
		],
		[
			['rehearse', '--facts', 'h.json', '--config', 'c.json', '--seed', 'oci:/s'],
			{
				command: 'rehearse',
				factsFile: 'h.json',
				configFile: 'c.json',
				directory: '.',
				flags: {},
				kargs: [],
				seedImage: 'oci:/s',
				format: 'text',
			},
		],
		[['completion', 'zsh'], {command: 'completion', shell: 'zsh'}],
		[['inspect', 'a.iso'], {command: 'inspect', path: 'a.iso', format: 'text'}],
		[['validate', 'a', 'b'], {command: 'validate', paths: ['a', 'b'], format: 'text'}],
		[['--version'], {command: 'version'}],
		[['facts', '-h'], {command: 'help', of: 'facts'}],
		[['create', 'image', '--help'], {command: 'help', of: 'create', word: 'image'}],
		[['help'], {command: 'help'}],
	])('%j is understood', (argv, invocation) => {
		expect(parseInvocation(argv)).toEqual(invocation);
	});

	test.each([
		[['--mode', 'automatic'], '--mode takes interactive or auto, not automatic'],
		[['--confg', 'x'], 'did you mean config?'],
		[['instal'], 'there is no command instal; did you mean install?'],
		[['deploy', '--by', 'me'], '--by takes ibi-console or lca-cli, not me'],
		[['facts', 'now'], 'now is one word too many'],
		[['--format', 'xml'], '--format takes text or json'],
		[['--config'], 'argument missing'],
		[
			['create'],
			'create makes config-template, config-image, image-config-template, image, not nothing',
		],
		[['create', 'config-imge'], 'did you mean config-image?'],
		[['create', 'config-image', 'now'], 'now is one word too many'],
		[['validate'], 'validate needs the paths of files'],
		[
			['create', 'image', '--fleet', 'a'],
			'create image has no option --fleet; it belongs to create config-image.',
		],
		[['create', 'image', '--base-is', 'a'], 'create image has no option --base-is; did you mean'],
		[['inspect', 'a', '--wipe', 'yes'], 'inspect has no option --wipe; it belongs to install.'],
		[['--facts', 'a'], 'install has no option --facts; it belongs to match, rehearse.'],
		[['create', 'image', '--with-images'], '--with-images needs --with-seed'],
		[['create', 'image', '--with-seed', '--images-from', 'a'], 'of --with-images are'],
		[['match'], '--facts FILE is needed'],
		[['completion', 'fish'], 'completion takes bash or zsh, not fish'],
		[['inspect'], 'inspect needs the path of an ISO'],
		[['inspect', 'a', 'b'], 'b is one word too many'],
	])('%j is refused with a hint', (argv, hint) => {
		expect(() => parseInvocation(argv)).toThrow(hint);
	});

	test('help names every option and no other, in lines of at most 80', () => {
		const named = [...helpText.matchAll(/--([a-z][a-z0-9-]*)/g)].map(([, name]) => name);
		for (const name of new Set(named)) {
			const probe = () => parseInvocation([`--${name}=x`]);
			expect(probe, `--${name}`).not.toThrow(/Unknown option/);
		}
		expect(helpText.split('\n').every((line) => line.length <= 80)).toBe(true);
	});
});
