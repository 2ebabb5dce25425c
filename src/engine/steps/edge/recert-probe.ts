/** Runs the recert of the seed once over harmless values, in a container that sees nothing but them. */
import {removeContainers} from '../../../tools/podman-container.ts';
import type {RecertConfig} from '../../recert/config.ts';
import {type ProbeAnswer, probeConfig, readProbe} from '../../recert/probe.ts';
import type {StepContext} from '../../step.ts';
import {site as paths} from './layout.ts';
import {readRecertImages} from './recert-images.ts';
import {containers} from './recert-rollback.ts';

const timeoutMs = 120_000;

export const askRecert = async (
	config: RecertConfig,
	{system, signal}: StepContext,
): Promise<ProbeAnswer> => {
	const {recert} = await readRecertImages(system);
	const file = `${paths.recertProbe}/config.json`;
	await system.files.makeDirectory(paths.recertProbe, 0o700);
	await system.files.writeText(file, JSON.stringify(probeConfig(config)), 0o600);
	try {
		const {stderr} = await system.run(
			{program: 'podman', args: probeArguments(recert, file)},
			{signal, timeoutMs, acceptedExitCodes: Array.from({length: 256}, (_, code) => code)},
		);
		return readProbe(stderr);
	} catch (error) {
		// One that ended by itself has removed itself.
		await removeContainers(system, [containers.probe], new AbortController().signal);
		throw error;
	} finally {
		await system.files.removeTree(paths.recertProbe);
	}
};

/** Without a network, and with the host keys to read only: their folder is looked at while parsing. */
const probeArguments = (image: string, file: string): readonly string[] => [
	'run',
	'--rm',
	'--network=none',
	'--security-opt=label=disable',
	'--replace',
	`--name=${containers.probe}`,
	`--env=RECERT_CONFIG=${file}`,
	`--volume=${paths.recertProbe}:${paths.recertProbe}:ro`,
	'--volume=/etc/ssh:/ssh:ro',
	image,
];
