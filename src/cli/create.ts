/** The commands that make documents and ISOs on a workstation. Each gives an exit code. */
import {readImageBasedConfig, readInstallationConfig} from '../config/schema.ts';
import {imageBasedConfigTemplate, installationConfigTemplate} from '../config/templates.ts';
import {type ConfigurationResult, createConfigurationIso} from '../iso/create-configuration.ts';
import type {CreateTarget, OutputFormat} from './arguments.ts';
import {runCreateFleet} from './create-fleet.ts';
import type {Setting} from './setting.ts';

export type CreateRequest = {
	readonly target: CreateTarget;
	readonly directory: string;
	readonly identityDirectory?: string;
	readonly seedImage?: string;
	readonly fleetFile?: string;
	readonly format: OutputFormat;
};

export const runCreate = (
	setting: Setting,
	request: CreateRequest,
	madeAt: Date | undefined,
): Promise<number> => {
	switch (request.target) {
		case 'config-template':
			return writeTemplate(setting, request, {
				name: 'image-based-config.yaml',
				text: imageBasedConfigTemplate,
				read: readImageBasedConfig,
			});
		case 'image-config-template':
			return writeTemplate(setting, request, {
				name: 'image-based-installation-config.yaml',
				text: installationConfigTemplate,
				read: readInstallationConfig,
			});
		case 'config-image':
			return request.fleetFile === undefined
				? createConfigImage(setting, request, madeAt)
				: runCreateFleet(setting, {...request, listFile: request.fleetFile}, madeAt);
	}
};

type Template = {
	readonly name: string;
	readonly text: string;
	readonly read: (text: string, source: string) => unknown;
};

/** It will hold secrets. */
const templateMode = 0o600;

/** A document that is there already is checked and left alone. */
const writeTemplate = async (
	{system: {files}, print}: Setting,
	{directory, format}: CreateRequest,
	{name, text, read}: Template,
): Promise<number> => {
	const path = `${directory}/${name}`;
	const isThere = (await files.stat(path)) !== undefined;
	if (isThere) {
		read(await files.readText(path), path);
	} else {
		await files.makeDirectory(directory);
		await files.writeText(path, text, templateMode);
	}
	const said = isThere ? `${path} is there already, and good.\n` : `Wrote ${path}.\n`;
	print(format === 'json' ? jsonLine({path, isNew: !isThere}) : said);
	return 0;
};

const createConfigImage = async (
	{system, print, signal}: Setting,
	{directory, identityDirectory, seedImage, format}: CreateRequest,
	madeAt: Date | undefined,
): Promise<number> => {
	const result = await createConfigurationIso(system, {
		directory,
		signal,
		...(seedImage !== undefined && {seedImage}),
		...(identityDirectory !== undefined && {identityDirectory}),
		...(madeAt !== undefined && {madeAt}),
	});
	print(format === 'json' ? jsonLine(result) : resultText(result));
	return 0;
};

const resultText = (result: ConfigurationResult): string =>
	[
		...result.warnings.map((warning) => `warning: ${warning}`),
		`Configuration ISO    ${result.iso}`,
		`Kubeconfig           ${result.kubeconfig}`,
		`kubeadmin password   ${result.passwordFile}`,
		`API of the cluster   ${result.server}`,
		'',
	].join('\n');

const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;
