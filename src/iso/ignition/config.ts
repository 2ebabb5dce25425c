/**
 * The Ignition configuration of an installation ISO: a pure function of the installation configuration and
 * of what our program brings along. In three layers: what an override may replace, the override, and what
 * the installer depends on.
 */
import type {InstallationConfig} from '../../config/installation-config.ts';
import type {Secret} from '../../secret.ts';
import {secretJson} from '../secret-json.ts';
import {type CarriedConfig, networkPath, ownFiles, replaceableFiles} from './files.ts';
import {mergeIgnition} from './merge.ts';
import type {IgnitionConfig, IgnitionFile, IgnitionParts, IgnitionUnit} from './types.ts';

export type IgnitionInputs = {
	readonly config: CarriedConfig;
	/** The engineer's own script, which runs near the end of an install. */
	readonly postScript?: string;
	/** What starts the installer. */
	readonly program: IgnitionParts;
};

/** The text for the embed area. */
export const ignitionText = (inputs: IgnitionInputs): Secret => secretJson(ignitionOf(inputs));

/** Every CoreOS live image since 4.8 accepts it. */
const specVersion = '3.2.0';

const ignitionOf = ({config, postScript, program}: IgnitionInputs): IgnitionConfig => {
	const replaceable = ignition(replaceableFiles(config, postScript), [], {
		passwd: {users: [{name: 'core', sshAuthorizedKeys: filledLines(config.sshKey ?? '')}]},
	});
	const override = config.ignitionConfigOverride;
	const overridden = override
		? mergeIgnition(replaceable, JSON.parse(override) as IgnitionConfig, 'merged')
		: replaceable;
	const files = [...ownFiles(config), ...program.files];
	const units = [...networkUnits(config), ...program.units];
	return mergeIgnition(overridden, ignition(files, units, {}), 'replaced');
};

const ignition = (
	files: readonly IgnitionFile[],
	units: readonly IgnitionUnit[],
	rest: object,
): IgnitionConfig => ({
	ignition: {version: specVersion},
	...rest,
	...(files.length > 0 && {storage: {files}}),
	...(units.length > 0 && {systemd: {units}}),
});

/** NetworkManager may not be ready for it at once. */
const networkUnits = ({networkConfig}: InstallationConfig): readonly IgnitionUnit[] =>
	networkConfig === undefined
		? []
		: [
				{
					name: 'network-config.service',
					enabled: true,
					contents: [
						'[Unit]',
						'Description=Network configuration of the installation ISO',
						'Wants=NetworkManager.service',
						'After=NetworkManager.service',
						'Before=network-online.target',
						'[Service]',
						'Type=oneshot',
						'RemainAfterExit=yes',
						'TimeoutSec=60',
						`ExecStart=/bin/bash -c 'until nmstatectl apply ${networkPath}; do sleep 1; done'`,
						'[Install]',
						'WantedBy=multi-user.target',
						'',
					].join('\n'),
				},
			];

const filledLines = (text: string): readonly string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
