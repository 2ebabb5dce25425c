/**
 * Physical volumes of LVM with their groups. CoreOS has an empty devices file, so that plain `pvs` lists
 * nothing whatever is there: it is told to ignore that file. `--readonly` takes no lock and activates nothing.
 * Format: lvmreport(7); all values are texts.
 */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type PhysicalVolume = {
	/** As `/dev/sda2`; undefined for one that this host does not have. */
	readonly path: string | undefined;
	/** Undefined for a volume in no group. */
	readonly group: {readonly name: string; readonly id: string} | undefined;
};

export const pvsCommand: Command = {
	program: 'pvs',
	args: [
		'--readonly',
		'--devicesfile=',
		'--reportformat=json',
		'--options=pv_name,pv_uuid,pv_missing,vg_name,vg_uuid',
	],
};

/** It exits with 5 when a member is missing, and has answered all the same. */
export const listPhysicalVolumes = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly PhysicalVolume[]> => {
	const {stdout} = await system.run(pvsCommand, {
		...reading(signal),
		acceptedExitCodes: [0, 5],
		environment: {LVM_SUPPRESS_FD_WARNINGS: '1'},
	});
	return parsePvs(stdout);
};

export const parsePvs = (text: string): readonly PhysicalVolume[] =>
	parseAnswer('pvs', text, answerShape).report.flatMap(({pv}) =>
		pv.map((row) => ({
			path: row.pv_missing !== '' || !row.pv_name.startsWith('/') ? undefined : row.pv_name,
			group: row.vg_name === '' ? undefined : {name: row.vg_name, id: row.vg_uuid},
		})),
	);

const answerShape = z.object({
	report: z.array(
		z.object({
			pv: z.array(
				z.object({
					pv_name: z.string(),
					pv_missing: z.string().default(''),
					vg_name: z.string(),
					vg_uuid: z.string(),
				}),
			),
		}),
	),
});
