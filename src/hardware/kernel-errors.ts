/** What the kernel logged of each disk: by its exact name, since `sda` stands in `sdaa` too. Pure. */
import {escapeControl} from '../system/lines.ts';
import type {KernelErrors} from './disk-facts.ts';

/** @param lines of the kernel log @param ataPort as `ata3`, where the disk hangs on one */
export const kernelErrorsOf = (
	lines: readonly string[],
	kernelName: string,
	ataPort: string | undefined,
): KernelErrors => {
	const own = lines.filter(
		(line) => isOfDevice(line, kernelName) || (ataPort !== undefined && isOfPort(line, ataPort)),
	);
	const last = own.at(-1);
	return {count: own.length, ...(last !== undefined && {last: escapeControl(withoutTime(last))})};
};

/** In `dev sda, sector 8`, `[sda] tag#3 FAILED`, `nvme0n1: I/O Cmd(0x2)`. */
const isOfDevice = (line: string, kernelName: string): boolean =>
	faults.test(line) &&
	new RegExp(`(?<![\\w-])${escaped(kernelName)}(${partitionEnd(kernelName)})?(?!\\w)`).test(line);

/** `sda3` is of `sda`, `nvme0n1p3` of `nvme0n1`; `nvme0n13` is another disk. */
const partitionEnd = (kernelName: string): string => (/\d$/.test(kernelName) ? 'p\\d+' : '\\d+');

const isOfPort = (line: string, port: string): boolean =>
	portFaults.test(line) && new RegExp(`(?<!\\w)${port}(\\.\\d+)?:`).test(line);

const faults =
	/I\/O error|critical (medium|target|space|nexus) error|FAILED Result|Unrecovered read error|Medium Error|Hardware Error|rejecting I\/O to|I\/O Cmd\(|timeout|controller is down|lost page write/i;

const portFaults = /failed command:|hard resetting link|exception Emask|link is slow|SError/;

const withoutTime = (line: string): string => line.replace(/^\[\s*[\d.]+\]\s*/, '').trim();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\!]/g, '\\$&');
