/**
 * Signatures that a device carries, all of them: filesystems, members, partition tables. Only ever run with
 * `--no-act`. Reads the device itself, so it answers without udev too. Format: wipefs(8).
 */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type Signature = {
	/** The end of the path, as `sda1` or `mpatha1`. */
	readonly kernelName: string;
	/** As libblkid names it: `gpt`, `PMBR`, `xfs`, `LVM2_member`. */
	readonly type: string;
	readonly label: string | undefined;
	/** Of the filesystem, pool or array; some members have one of their own instead. */
	readonly id: string | undefined;
	readonly offsetBytes: number | undefined;
};

export const wipefsCommand = (paths: readonly string[]): Command => ({
	program: 'wipefs',
	args: ['--no-act', '--json', ...paths],
});

export const listSignatures = async (
	system: System,
	paths: readonly string[],
	signal?: AbortSignal,
): Promise<readonly Signature[]> => {
	const {stdout} = await system.run(wipefsCommand(paths), reading(signal));
	return parseWipefs(stdout);
};

export const parseWipefs = (text: string): readonly Signature[] =>
	text.trim() === '' ? [] : parseAnswer('wipefs', text, answerShape).signatures.map(toSignature);

const answerShape = z.object({
	signatures: z.array(
		z.object({
			device: z.string(),
			type: z.string(),
			label: z.string().nullish(),
			uuid: z.string().nullish(),
			offset: z.string().regex(/^0x/).transform(Number).nullish(),
		}),
	),
});

const toSignature = (row: z.output<typeof answerShape>['signatures'][number]): Signature => ({
	kernelName: row.device.split('/').at(-1) ?? row.device,
	type: row.type,
	label: row.label ?? undefined,
	id: row.uuid ?? undefined,
	offsetBytes: row.offset ?? undefined,
});
