/** What is wrong with what an installation ISO carries: its Ignition configuration, its settings, its kernel arguments. */
import type {DocumentFault} from '../config/document-fault.ts';
import {documentFaults} from '../config/document-faults.ts';
import {parseKernelArguments} from '../config/kernel-arguments.ts';
import {usualConfigFile} from '../config/sources/document.ts';
import {toProblem} from '../errors.ts';
import type {LiveIso} from '../iso/coreos/installation-iso.ts';
import {fileInIgnition, readIgnitionOutline} from '../iso/ignition/outline.ts';
import type {Secret} from '../secret.ts';

export const liveIsoFaults = (
	{ignition, kargs}: LiveIso,
	file: string,
): readonly DocumentFault[] => {
	switch (ignition.kind) {
		case 'empty':
			return kernelFaults(kargs ?? '', file);
		case 'damaged':
			return [{file, why: 'the area of its Ignition configuration is damaged'}];
		case 'no-config':
			return [{file, why: 'files were added to it, but no Ignition configuration'}];
		case 'config':
			return [...ignitionFaults(ignition.config, file), ...kernelFaults(kargs ?? '', file)];
	}
};

const ignitionFaults = (config: Secret, file: string): readonly DocumentFault[] => {
	if (readIgnitionOutline(config) === undefined) {
		return [{file, why: 'what it carries is no Ignition configuration'}];
	}
	const settings = fileInIgnition(config, usualConfigFile);
	return settings === undefined
		? [
				{
					file,
					why: `it carries no ${usualConfigFile}, so every answer is asked for`,
					isWarning: true,
				},
			]
		: documentFaults('node-document', settings, usualConfigFile);
};

const kernelFaults = (kargs: string, file: string): readonly DocumentFault[] => {
	try {
		const {warnings} = parseKernelArguments(kargs);
		return warnings.map((why) => ({file, field: 'kernel arguments', why, isWarning: true}));
	} catch (error) {
		const {code, message} = toProblem(error);
		if (code !== 'CONFIG_INVALID') {
			throw error;
		}
		const why = message.replace(/^Reading the configuration \([^)]*\): |\.$/g, '');
		return [{file, field: 'kernel arguments', why}];
	}
};
