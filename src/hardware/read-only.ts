/**
 * The programs that preparing an install runs, in the forms that only read. A rehearsal lets these through and no other;
 * so a program that could write must be named here with the arguments that make it read.
 */
import type {Command} from '../system/types.ts';

export const isReadOnlyCommand = ({program, args}: Command): boolean =>
	forms.get(program)?.(args) ?? false;

type Form = (args: readonly string[]) => boolean;

const always: Form = () => true;

/** All of these words, and besides them only what does not look like an option. */
const exactOptions =
	(...options: readonly string[]): Form =>
	(args) =>
		options.every((option) => args.includes(option)) &&
		args.every((word) => options.includes(word) || !word.startsWith('-'));

const exactWords =
	(...words: readonly string[]): Form =>
	(args) =>
		args.length === words.length && words.every((word, index) => word === args[index]);

const ipOptions: readonly string[] = ['-json', '-details', '-4', '-6'];

const forms: ReadonlyMap<string, Form> = new Map(
	Object.entries<Form>({
		lsblk: always,
		od: always,
		uname: always,
		losetup: exactWords('--json', '--list'),
		wipefs: exactOptions('--no-act', '--json'),
		sfdisk: exactOptions('--json'),
		udevadm: (args) =>
			args[0] === 'settle' ||
			(args.length === 3 && args[0] === 'info' && args[1] === '--query=property'),
		timedatectl: ([verb]) => verb === 'show',
		pvs: (args) => args[0] === '--readonly' && args.every((word) => word.startsWith('--')),
		mdadm: (args) => args.length === 3 && args[0] === '--examine' && args[1] === '--export',
		nvme: (args) => args.length === 3 && args[0] === 'smart-log',
		smartctl: exactOptions('--json', '--info', '--health'),
		dmesg: (args) => args.length === 1 && /^--level=[a-z,]+$/.test(args[0] ?? ''),
		chronyc: (args) =>
			args.length === 3 &&
			args[0] === '-c' &&
			args[1] === '-n' &&
			['tracking', 'sources'].includes(args[2] ?? ''),
		ethtool: (args) => args.length === 2 && args[0] === '--driver',
		nmcli: (args) => args.length === 6 && args.slice(3).join(' ') === 'device lldp list',
		ipmitool: (args) => args.length === 3 && args[0] === 'lan' && args[1] === 'print',
		efibootmgr: exactWords('--verbose'),
		'systemd-detect-virt': exactWords('--vm'),
		skopeo: ([verb]) => verb === 'inspect',
		ip: (args) => {
			const [object = '', verb, ...rest] = args.filter((word) => !ipOptions.includes(word));
			return (
				['link', 'address', 'route'].includes(object) &&
				verb === 'show' &&
				rest.every((word) => word === 'default')
			);
		},
	}),
);
