/** The health log of an NVMe disk: `nvme smart-log` of nvme-cli 1 and 2, where large numbers are texts. */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type NvmeSmartLog = {
	/** A bit map; 0 is good. */
	readonly criticalWarning: number;
	readonly availableSparePercent: number | undefined;
	readonly spareThresholdPercent: number | undefined;
	readonly usedPercent: number | undefined;
	readonly mediaErrors: number | undefined;
	readonly temperatureCelsius: number | undefined;
};

export const nvmeSmartCommand = (path: string): Command => ({
	program: 'nvme',
	args: ['smart-log', '--output-format=json', path],
});

export const readNvmeSmartLog = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<NvmeSmartLog> =>
	parseNvmeSmartLog((await system.run(nvmeSmartCommand(path), reading(signal))).stdout);

export const parseNvmeSmartLog = (text: string): NvmeSmartLog => {
	const log = parseAnswer('nvme', text, logShape);
	return {
		criticalWarning: log.critical_warning,
		availableSparePercent: log.avail_spare,
		spareThresholdPercent: log.spare_thresh,
		usedPercent: log.percent_used,
		mediaErrors: log.media_errors,
		temperatureCelsius: log.temperature === undefined ? undefined : log.temperature - kelvin,
	};
};

const kelvin = 273;

const count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

const logShape = z.object({
	critical_warning: count,
	avail_spare: count.optional(),
	spare_thresh: count.optional(),
	percent_used: count.optional(),
	media_errors: count.optional(),
	temperature: count.optional(),
});
