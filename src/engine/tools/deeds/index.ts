/** Every deed, one row each; its key is its name. */
import type {Deed} from '../deed.ts';
import {evidenceKeep, evidenceToStick, evidenceToWeb, evidenceUpload} from './evidence.ts';
import {locateDisk} from './locate-disk.ts';
import {blink, endChange, listen, tryChange} from './network.ts';
import {endProxy, tryProxy} from './proxy.ts';
import {clearDisk, startAgain} from './repair.ts';
import {restartService} from './restart-service.ts';
import {setClock} from './set-clock.ts';

export const deeds = {
	'lldp.listen': listen,
	'host.restart': startAgain,
	'disk.clear': clearDisk,
	'port.blink': blink,
	'network.try': tryChange,
	'network.end': endChange,
	'proxy.try': tryProxy,
	'proxy.end': endProxy,
	'disk.locate': locateDisk,
	'service.restart': restartService,
	'clock.set': setClock,
	'evidence.keep': evidenceKeep,
	'evidence.stick': evidenceToStick,
	'evidence.web': evidenceToWeb,
	'evidence.upload': evidenceUpload,
} as const;

export type DeedName = keyof typeof deeds;

export type DeedParams<Of extends DeedName> =
	(typeof deeds)[Of] extends Deed<infer Params, infer _Result> ? Params : never;

export type DeedResult<Of extends DeedName> =
	(typeof deeds)[Of] extends Deed<infer _Params, infer Result> ? Result : never;
