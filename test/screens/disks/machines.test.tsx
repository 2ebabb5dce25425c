/** The screens about disks as they look on every machine on record, from what the product's own probes made of it. */
import {describe, expect, test} from 'vitest';
import {confirmationFor} from '../../../src/hardware/confirmation.ts';
import {defaultMinimumBytes, ineligibilities} from '../../../src/hardware/eligibility.ts';
import type {Facts} from '../../../src/hardware/facts.ts';
import {probeHost} from '../../../src/hardware/probe.ts';
import {machineNames, readMachine, recordedSystem} from '../../helpers/recorded-system.ts';
import {answered, unanswered} from '../fixtures/states.ts';
import {pictureOf} from '../show.tsx';

const factsOf = (name: (typeof machineNames)[number]): Promise<Facts> =>
	probeHost(recordedSystem(readMachine(name)));

const disksOf = ({disks}: Facts) => (disks.known ? disks.value : []);

const listState = (facts: Facts) => ({
	...unanswered,
	facts: {kind: 'loaded' as const, value: facts},
});

const machines = await Promise.all(
	machineNames.map(async (name) => ({name, facts: await factsOf(name)})),
);

/** From the heading of the table to the last disk. */
const listPart = (picture: string): string => {
	const lines = picture.split('\n');
	const from = lines.findIndex((line) => /^ +Name +Size/.test(line));
	const to = lines.findIndex((line) => listEnd.test(line));
	return lines.slice(Math.max(from, 2), to === -1 ? undefined : to).join('\n');
};

/** The first line after the disks; a long list says which part of it is shown. */
const listEnd = /\d {2}Look for disks again$|^ +lines \d+ to \d+ of/;

describe('the list of disks', () => {
	test.each(machines)('of $name fits, with the details of its first disks', async ({facts}) => {
		const state = listState(facts);
		const last = Math.min(disksOf(facts).length, 4);
		for (const rows of [24, 25]) {
			for (let disk = 0; disk < last; disk += 1) {
				const downs = Array.from({length: disk}, () => 'down');
				await pictureOf(state, ['1', ...downs, 'right', 'right'], {rows});
			}
		}
	});

	test('looks like this on each of them', async () => {
		const pictures: string[] = [];
		for (const {name, facts} of machines) {
			pictures.push(`=== ${name}`, listPart(await pictureOf(listState(facts), ['1'])));
		}
		expect(`\n${pictures.join('\n')}\n`).toMatchInlineSnapshot(`
			"
			=== cloned-disks
			      Name    Size  Model             Serial  Bus   On it, or why not
			> 1  sda   480 GB  ATA MICRON 5300   ..RCE1  sata  Red Hat or Fedora CoreOS, 4~
			  2  sdb   480 GB  ATA MICRON 5300   ..GET2  sata  Red Hat or Fedora CoreOS, 4~
			  3  sdc   480 GB  JMicron USB3.0 ~  none    usb   NO: it is removable (usb)
			=== coreos-node
			      Name    Size  Model         Serial  Bus   On it, or why not
			> 1  sda   480 GB  MICRON 5300   ..AA01  sata  OpenShift node prepared by imag~
			  2  sdb   480 GB  MICRON 5300   ..AA02  sata  Red Hat or Fedora CoreOS, 4 par~
			  3  sdc   256 GB  DataTraveler  ..B270  usb   NO: it carries the label of the~
			=== dying-disks
			      Name    Size  Model            Serial  Bus   On it, or why not
			  1  sda   480 GB  ATA MICRON 5300  ..WER1  sata  NO: its contents are not kno~
			> 2  sdb   480 GB  ATA MICRON 5300  ..LS02  sata  empty
			  3  sdc   480 GB  ATA MICRON 5300  ..ROR3  sata  empty
			  4  sdca  480 GB  ATA MICRON 5300  ..0004  sata  empty
			=== edge-eight-cards
			      Name       Size  Model                Serial  Bus   On it, or why not
			> 1  nvme0n1  3.8 TB  KIOXIA KCD6XLUL3T84  ..T000  nvme  empty
			=== factory-server
			      Name         Size  Model          Serial  Bus   On it, or why not
			> 1  nvme0n1  960.1 GB  SAMSUNG MZQL~  ..0001  nvme  empty
			  2  nvme1n1  960.1 GB  SAMSUNG MZQL~  ..0002  nvme  unknown data, 0 partitions
			  3  sda      111.7 GB  ATA SSDSC2KB~  ..0XYZ  sata  NO: 111.7 GB, need 120 GB~
			  4  sdb        128 GB  SanDisk Ultr~  ..9471  usb   NO: it is removable (usb)
			  5  sr0        1.2 GB  AMI Virtual ~  none    usb   NO: the live ISO is mount~
			  6  loop1      900 MB  ?              none    ?     NO: the running system is~
			=== fc-multipath
			      Name               Size  Model       Serial  Bus   On it, or why not
			  1  sda              500 GB  3PARdata ~  ..3451  fc    NO: it is one path of ~
			> 2  mapper/mpatha    500 GB  VV          ..3451  fc    empty
			  3  sdb              500 GB  3PARdata ~  ..3451  fc    NO: it is one path of ~
			  4  sdc              500 GB  3PARdata ~  ..3452  fc    empty
			  5  nvme0n1        960.1 GB  Dell Ent ~  ..0001  nvme  empty
			=== iscsi-ibft
			      Name    Size  Model           Serial  Bus    On it, or why not
			> 1  sda   200 GB  Nimble Storage  ..e900  iscsi  empty
			  2  sdb   200 GB  Nimble Storage  ..e900  iscsi  NO: the firmware (iBFT) does~
			  3  sdc   200 GB  Nimble Storage  ..e900  iscsi  NO: its iSCSI session is tra~
			=== loop-disks
			      Name       Size  Model   Serial  Bus  On it, or why not
			> 1  loop0    3.2 GB  ?       none    ?    NO: it is a loop device; 3.2 GB, ne~
			  2  loop2    2.1 GB  ?       none    ?    NO: it is a loop device; 2.1 GB, ne~
			  3  zram0       0 B  ?       none    ?    NO: it is not a disk of its own; it~
			  4  vda    274.8 GB  0x1af4  none    ?    NO: the running system is mounted f~
			=== members
			      Name    Size  Model  Serial  Bus  On it, or why not
			>  1  sda   480 GB  ?      ..ING1  ?    NO: /dev/sda1 is a member of an LVM vo~
			   2  sdb   480 GB  ?      ..PED2  ?    NO: /dev/sdb is a member of an LVM vol~
			   3  sdc   480 GB  ?      ..0000  ?    NO: /dev/sdc is held by /dev/md0; /dev~
			   4  md0   479 GB  ?      none    ?    NO: it is a RAID array of which nothin~
			   5  sdd   480 GB  ?      ..0001  ?    NO: /dev/sdd is held by /dev/md0; /dev~
			   6  sde   480 GB  ?      ..PED5  ?    NO: /dev/sde is a member of a RAID arr~
			   7  sdf   480 GB  ?      ..ISK6  ?    NO: /dev/sdf is a member of a ZFS pool~
			   8  sdg   480 GB  ?      ..WLY7  ?    NO: its contents are not known: Readin~
			   9  sdh   480 GB  ?      ..NTO8  ?    NO: /dev/sdh1 is swap space in use
			  10  sdi   480 GB  ?      ..ED09  ?    NO: /dev/sdi holds VMware VMFS, which ~
			=== no-card
			      Name            Size  Model         Serial  Bus  On it, or why not
			> 1  mmcblk0       125 GB  DA4128        ..3c4d  mmc  NO: it is removable (mmc)
			  2  mmcblk0boot0  4.1 MB  ?             none    ?    NO: it is not a disk of ~
			  3  mmcblk0boot1  4.1 MB  ?             none    ?    NO: it is not a disk of ~
			  4  sda            14 TB  HGST HSH721~  ..AAA1  sas  NO: it is a zoned disk (~
			  5  sdb           900 GB  X422_HCOBE9~  ..BBB2  sas  NO: its sectors have 520~
			  6  sdc           900 GB  ST900MM0168   ..CCC3  sas  NO: its driver calls it ~
			=== nvme-of
			      Name         Size  Model          Serial  Bus   On it, or why not
			> 1  nvme0n1    1.9 TB  Micron_7450_~  ..0001  nvme  empty
			  2  nvme1n1    800 GB  Linux          ..0001  nvme  NO: it is reached over a ~
			  3  nvme3n1  480.1 GB  INTEL SSDPEK~  ..512D  nvme  NO: it is write-protected
			=== other-systems
			      Name    Size  Model            Serial  Bus   On it, or why not
			  1  sda   480 GB  ATA MICRON 5300  ..0001  sata  NO: /dev/sda8 is a member of~
			> 2  sdb   480 GB  ATA MICRON 5300  ..0002  sata  encrypted disk, 0 partitions
			  3  sdc   480 GB  ATA MICRON 5300  ..R003  sata  Windows, 2 partitions
			=== pools
			      Name       Size  Model           Serial  Bus   On it, or why not
			>  1  sda      960 GB  ATA INTEL SSD~  ..OR00  sata  NO: /dev/sda is a member ~
			   2  sdb      960 GB  ATA INTEL SSD~  ..OR01  sata  NO: /dev/sdb is a member ~
			   3  sdc      960 GB  ATA INTEL SSD~  ..IR00  sata  NO: /dev/sdc holds part o~
			   4  sdd      960 GB  ATA INTEL SSD~  ..IR01  sata  NO: /dev/sdd holds part o~
			   5  sde      960 GB  ATA INTEL SSD~  ..CK01  sata  NO: /dev/sde is a member ~
			   6  bcache0  959 GB  ?               none    sata  NO: it is not a disk of i~
			   7  sdf      960 GB  ATA INTEL SSD~  ..ISK1  sata  NO: /dev/sdf is a member ~
			   8  sdg      960 GB  ATA INTEL SSD~  ..ISK1  sata  NO: /dev/sdg is a member ~
			   9  sdh      960 GB  ATA INTEL SSD~  ..IC01  sata  NO: /dev/sdh1 is a member~
			=== qemu-lvm
			      Name      Size  Model            Serial  Bus   On it, or why not
			  1  sda   139.5 GB  ATA QEMU HARDD~  ..0001  sata  NO: /dev/sda2 is held by /~
			  2  sdb   139.5 GB  ATA QEMU HARDD~  ..0002  sata  NO: /dev/sdb is held by /d~
			> 3  sdc   139.5 GB  ATA QEMU HARDD~  ..0003  sata  LVM, 0 partitions
			  4  sdd   139.5 GB  ATA QEMU HARDD~  ..0004  sata  empty
			=== qemu-md-imsm
			      Name       Size  Model           Serial  Bus   On it, or why not
			   1  sda    139.5 GB  ATA QEMU HARD~  ..0002  sata  NO: /dev/sda2 is held by ~
			   2  md0    139.3 GB  ?               none    sata  NO: it is a RAID array of~
			   3  sdb    139.5 GB  ATA QEMU HARD~  ..0003  sata  NO: /dev/sdb2 is held by ~
			   4  sdc    139.5 GB  ATA QEMU HARD~  ..0004  sata  NO: /dev/sdc is a member ~
			   5  md126  139.4 GB  ?               none    sata  NO: it is a RAID array of~
			   6  sdd    139.5 GB  ATA QEMU HARD~  ..0005  sata  NO: /dev/sdd is held by /~
			>  7  md125  128.8 GB  ?               none    sata  empty
			   8  md127       0 B  ?               none    sata  NO: it is the container o~
			   9  sde    139.5 GB  ATA QEMU HARD~  ..0001  sata  NO: /dev/sde is held by /~
			=== qemu-multipath
			      Name                          Size  Model       Serial  Bus  On it, or wh~
			  1  sda                       171.7 GB  LIO-ORG l~  ..0001  ?    NO: it is on~
			> 2  mapper/36001405015ea7301  171.7 GB  lun0        ..0001  ?    Linux, 2 par~
			  3  sdb                       171.7 GB  LIO-ORG l~  ..0001  ?    NO: it is on~
			  4  vda                       139.5 GB  0x1af4      ..0002  ?    empty
			=== qemu-nvme-4kn
			      Name         Size  Model          Serial  Bus   On it, or why not
			> 1  nvme0n1  171.7 GB  QEMU NVMe Ct~  ..0001  nvme  unknown data, 0 partitions
			  2  nvme1n1  171.7 GB  QEMU NVMe Ct~  ..0002  nvme  empty
			=== qemu-nvme-multipath
			      Name         Size  Model           Serial  Bus   On it, or why not
			> 1  vda      150.3 GB  0x1af4          ..0001  ?     empty
			  2  nvme0n1  214.7 GB  QEMU NVMe Ctrl  ..0001  nvme  empty
			=== qemu-raid-card
			      Name      Size  Model                 Serial  Bus   On it, or why not
			> 1  sda     161 GB  DELL PERC H740P Mini  ..34EF  ?     empty
			  2  sdb   322.1 GB  DELL PERC H740P Mini  ..34EF  ?     empty
			  3  sdc   139.5 GB  ATA QEMU HARDDISK     ..0001  sata  empty
			=== qemu-usb-medium
			      Name      Size  Model           Serial  Bus   On it, or why not
			> 1  sda     161 GB  ATA QEMU SSD 1  ..0001  sata  empty
			  2  sdb   380928 B  QEMU HARDDISK   ..CK01  usb   NO: it carries the label of~
			  3  sr0   380928 B  QEMU DVD-ROM    ..0013  sata  NO: the live ISO is mounted~
			=== qemu-virtio
			      Name      Size  Model          Serial  Bus  On it, or why not
			> 1  sda   139.5 GB  QEMU HARDDISK  ..hree  ?    empty
			  2  vda   139.5 GB  0x1af4         none    ?    empty
			  3  vdb   139.5 GB  0x1af4         none    ?    Linux, 2 partitions
			=== raid-card
			      Name    Size  Model                  Serial  Bus  On it, or why not
			> 1  sda   480 GB  DELL PERC H755N Front  ..e5f6  ?    empty
			  2  sdb   1.9 TB  DELL PERC H755N Front  ..e5f6  ?    empty
			=== raid-mode
			      Name    Size  Model             Serial  Bus  On it, or why not
			> 1  sr0      0 B  AMI Virtual CDR~  none    usb  NO: it is an optical drive; ~
			  2  fd0   4096 B  ?                 none    ?    NO: it is not a disk of its ~
			=== same-identity
			      Name    Size  Model          Serial  Bus   On it, or why not
			> 1  sda   240 GB  CORSAIR FORCE  ..0A01  sata  empty
			  2  sdb   240 GB  CORSAIR FORCE  ..0A02  sata  empty
			  3  sdc   600 GB  PERC H740P     ..5678  ?     empty
			  4  sdd   600 GB  PERC H740P     ..5678  ?     empty
			  5  sde   250 GB  Card Reader    none    ?     empty
			  6  sdf   250 GB  Card Reader    none    ?     empty
			=== san-paths
			      Name             Size  Model        Serial  Bus  On it, or why not
			  1  sda            500 GB  3PARdata VV  ..3456  fc   NO: the same disk seems ~
			  2  sdb            500 GB  3PARdata VV  ..3456  fc   NO: the same disk seems ~
			  3  sdc            500 GB  3PARdata VV  ..3457  fc   NO: it is one path of /d~
			  4  mapper/mpatha  500 GB  VV           ..3457  fc   NO: its contents are not~
			  5  sdd            500 GB  3PARdata VV  ..3457  fc   NO: it is one path of /d~
			> 6  sde            480 GB  MICRON 5300  ..BB01  sas  empty
			=== stale-tables
			      Name    Size  Model            Serial  Bus   On it, or why not
			> 1  sda   480 GB  ATA MICRON 5300  ..0001  sata  unknown data, 0 partitions
			  2  sdb   480 GB  ATA MICRON 5300  ..LY02  sata  an empty partition table, 0 ~
			  3  sdc   480 GB  ATA MICRON 5300  ..0003  sata  an empty partition table, 0 ~
			  4  sdd   480 GB  ATA MICRON 5300  ..LE04  sata  an empty partition table, 0 ~
			=== storage-server
			      Name       Size  Model           Serial  Bus   On it, or why not
			   1  sda        8 TB  SEAGATE ST800~  ..A000  sas   NO: /dev/sda is a member ~
			   2  sdb        8 TB  SEAGATE ST800~  ..A001  sas   NO: /dev/sdb is a member ~
			>  3  sdc        8 TB  SEAGATE ST800~  ..A002  sas   LVM, 0 partitions
			   4  sdd        8 TB  SEAGATE ST800~  ..A003  sas   empty
			   5  sde        8 TB  SEAGATE ST800~  ..A004  sas   empty
			   6  sdf        8 TB  SEAGATE ST800~  ..A005  sas   empty
			   7  sdg        8 TB  SEAGATE ST800~  ..A006  sas   empty
			   8  sdh        8 TB  SEAGATE ST800~  ..A007  sas   empty
			   9  sdi        8 TB  SEAGATE ST800~  ..A008  sas   empty
			  10  sdj        8 TB  SEAGATE ST800~  ..A009  sas   empty
			=== virtio-no-serial
			      Name    Size  Model   Serial  Bus  On it, or why not
			> 1  vda   130 GB  0x1af4  none    ?    empty
			  2  vdb   130 GB  0x1af4  none    ?    empty
			  3  vdc   130 GB  0x1af4  none    ?    NO: nothing tells it from another disk~
			=== vroc
			      Name     Size  Model            Serial  Bus   On it, or why not
			  1  sda    960 GB  ATA INTEL SSDS~  ..AA01  sata  NO: /dev/sda is held by /de~
			> 2  md126  912 GB  ?                none    sata  empty
			  3  md127     0 B  ?                none    sata  NO: it is the container of ~
			  4  sdb    960 GB  ATA INTEL SSDS~  ..AA02  sata  NO: /dev/sdb is held by /de~
			  5  sdc    960 GB  ATA INTEL SSDS~  ..AA03  sata  NO: /dev/sdc is a member of~
			=== windows
			      Name         Size  Model        Serial  Bus   On it, or why not
			> 1  nvme0n1  512.1 GB  WD PC SN740  ..0001  nvme  Windows, 4 partitions
			"
		`);
	});
});

describe('what dies', () => {
	const eligible = machines.flatMap(({name, facts}) =>
		disksOf(facts)
			.filter((disk) => ineligibilities(disk, {minimumBytes: defaultMinimumBytes}).length === 0)
			.slice(0, 3)
			.map((disk) => ({name, facts, disk, path: disk.path})),
	);

	test.each(eligible)('is shown before $path of $name is destroyed', async ({facts, disk}) => {
		const picture = await pictureOf(
			{
				...answered,
				facts: {kind: 'loaded', value: facts},
				chosenDisk: disk.path,
				confirmation: confirmationFor(disk, disksOf(facts)),
			},
			['1'],
		);
		expect(picture).toContain(disk.path);
		expect(picture).toContain('Everything on it is destroyed.');
	});
});
