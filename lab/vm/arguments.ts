/** The command line of a virtual machine, from what it consists of. Pure. */
import {join} from 'node:path';

export type VmDisk = {
	readonly file: string;
	readonly format: 'raw' | 'qcow2';
	readonly serial: string;
	/** Names a file with rules of `blkdebug`: errors that the disk has. */
	readonly faults?: string;
	readonly isReadOnly?: boolean;
};

export type VmSpec = {
	readonly firmware: 'bios' | 'uefi';
	readonly memoryMib: number;
	/** In the order in which the machine finds them. */
	readonly disks: readonly VmDisk[];
	/** In the CD drive when the machine starts. */
	readonly medium?: string | undefined;
	readonly bootFrom: 'medium' | 'disk';
	/** `none`: no card at all; a number: the port of the host on which the lab's registry listens. */
	readonly network: number | 'none';
	/** A second card, which meets the same gateway and nobody else. */
	readonly hasSecondCard?: boolean;
	/** What the clock of the machine says when it starts, as `2021-01-01T00:00:00`. */
	readonly clock?: string | undefined;
	/** A restart that the system asks for ends the machine where its firmware would begin again: then media can be changed. */
	readonly onReset?: 'start' | 'end';
	/** How fast the other end of the first serial line takes what is said; at once by default. */
	readonly serialBytesPerSecond?: number;
	/** With a socket for sticks. */
	readonly hasUsb?: boolean;
	/** What `saveState` kept of a machine of the same kind: this one goes on from there. */
	readonly state?: string | undefined;
};

/** Sockets and logs in the folder of a machine. */
export const vmFiles = (directory: string) => ({
	qmp: join(directory, 'qmp.sock'),
	serial: join(directory, 'serial.sock'),
	serialLog: join(directory, 'serial.log'),
	shell: join(directory, 'shell.sock'),
	shellLog: join(directory, 'shell.log'),
	variables: join(directory, 'uefi-variables.fd'),
});

export const cdDrive = 'cd';

/** The only acceleration that every machine has; a `/dev/kvm` that opens may still fail with the first guest. */
export const machineArguments = (directory: string, spec: VmSpec): readonly string[] => {
	const files = vmFiles(directory);
	return [
		...['-accel', 'tcg,thread=multi', '-machine', 'q35', '-cpu', 'max', '-smp', '2'],
		...['-m', String(spec.memoryMib), '-nodefaults', '-display', 'none', '-vga', 'std'],
		...['-qmp', `unix:${files.qmp},server=on,wait=off`],
		...serialLine('serial', files.serial),
		...serialLine('shell', files.shell),
		...firmware(files.variables, spec),
		...drive(spec),
		...spec.disks.flatMap((disk, index) => diskArguments(disk, index, spec)),
		...network(spec),
		...(spec.hasUsb ? ['-device', 'qemu-xhci,id=usb'] : []),
		...(spec.clock === undefined ? [] : ['-rtc', `base=${spec.clock}`]),
		...(spec.onReset === 'end' ? ['-no-reboot'] : []),
		...(spec.state === undefined ? [] : ['-incoming', `exec:cat '${spec.state}'`]),
	];
};

const serialLine = (id: string, socket: string): readonly string[] => [
	...['-chardev', `socket,id=${id},path=${socket},server=on,wait=off`],
	...['-serial', `chardev:${id}`],
];

export const uefiCode = '/usr/share/OVMF/OVMF_CODE_4M.fd';
export const uefiVariables = '/usr/share/OVMF/OVMF_VARS_4M.fd';

const firmware = (variables: string, spec: VmSpec): readonly string[] =>
	spec.firmware === 'bios'
		? []
		: [
				...['-drive', `if=pflash,unit=0,format=raw,readonly=on,file=${uefiCode}`],
				...['-drive', `if=pflash,unit=1,format=raw,file=${variables}`],
			];

const drive = ({medium, bootFrom}: VmSpec): readonly string[] => [
	'-drive',
	`if=none,id=${cdDrive},media=cdrom,readonly=on${medium === undefined ? '' : `,format=raw,file=${medium}`}`,
	'-device',
	`ide-cd,id=${cdDrive}0,drive=${cdDrive},bus=ide.0,bootindex=${bootFrom === 'medium' ? 0 : 9}`,
];

const diskArguments = (
	{file, format, serial, faults, isReadOnly}: VmDisk,
	index: number,
	{bootFrom}: VmSpec,
): readonly string[] => {
	const source =
		faults === undefined
			? `file=${file}`
			: `file.driver=blkdebug,file.config=${faults},file.image.driver=file,file.image.filename=${file}`;
	const access = isReadOnly ? 'readonly=on' : 'discard=unmap';
	return [
		...['-drive', `if=none,id=disk${index},format=${format},${access},${source}`],
		'-device',
		`virtio-blk-pci,drive=disk${index},serial=${serial},bootindex=${bootFrom === 'disk' ? index : index + 1}`,
	];
};

/** The name that the system gives the card, by the place where it is plugged in. */
export const cardName = 'enp0s16';
export const secondCardName = 'enp0s17';

const network = ({network: port, hasSecondCard}: VmSpec): readonly string[] =>
	port === 'none'
		? ['-nic', 'none']
		: [
				...['-netdev', 'user,id=net'],
				...['-device', 'virtio-net-pci,netdev=net,mac=52:54:00:1a:b0:01,addr=0x10'],
				...(hasSecondCard ? secondCard : []),
				...['-fw_cfg', `name=opt/ibi-lab/registry,string=10.0.2.2:${port}`],
			];

const secondCard = [
	...['-netdev', 'user,id=net2,dhcpstart=10.0.2.40'],
	...['-device', 'virtio-net-pci,netdev=net2,mac=52:54:00:1a:b0:02,addr=0x11'],
];
