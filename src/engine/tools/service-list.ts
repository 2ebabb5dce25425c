/** The units that matter here, in the order in which a technician asks for them; those that a host lacks are left out. */
import {z} from 'zod';
import {seedUnitName} from '../edge/seed-unit.ts';
import type {ToolContext} from './context.ts';

export const unitsHere = ({serves}: Pick<ToolContext, 'serves'>): readonly string[] =>
	serves === 'install' ? [...liveUnits, ...commonUnits] : [...edgeUnits, ...commonUnits];

const liveUnits = [
	'ibi-console-live-engine.service',
	'ibi-console-live.service',
	'ibi-console-live-auto.service',
	'ibi-console-live-program.service',
];

const edgeUnits = [
	'ibi-console-edge.service',
	'ibi-console-edge-status.service',
	seedUnitName,
	'crio.service',
	'kubelet.service',
	'nodeip-configuration.service',
	'ovs-configuration.service',
	'openvswitch.service',
	'dnsmasq.service',
];

const commonUnits = [
	'NetworkManager.service',
	'NetworkManager-wait-online.service',
	'chronyd.service',
	'sshd.service',
	'podman.service',
	'multipathd.service',
	'iscsid.service',
	'systemd-udevd.service',
	'systemd-journald.service',
];

/** To restart one of these would end the work that this console shows, or the record of it. */
const needed = [/^ibi-console/, /^systemd-journald\.service$/];

export const mayRestart = (unit: string): boolean => !needed.some((pattern) => pattern.test(unit));

export const serviceKinds = ['unit', 'container', 'pod'] as const;

/** It goes to programs as a word of its own, and must not look like an option of theirs. */
export const serviceName = z.strictObject({
	kind: z.enum(serviceKinds),
	name: z.string().regex(/^\w[\w@.:\\-]*$/),
});
