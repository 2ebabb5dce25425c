/** What the boot loader was told: the `ibi.*` names on the kernel command line. */
import type {System} from '../../system/types.ts';
import {type ParsedKernelArguments, parseKernelArguments} from '../kernel-arguments.ts';

/** @throws InstallError CONFIG_INVALID */
export const readKernelArguments = async (system: System): Promise<ParsedKernelArguments> =>
	parseKernelArguments(await system.files.readText('/proc/cmdline'));
