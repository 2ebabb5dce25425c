/** The status service of an engine, whichever session it has, as the kernel arguments order it. */
import type {Orders} from '../config/orders.ts';
import {keepApi} from '../engine/api/keep.ts';
import type {ApiTold} from '../engine/api/notice.ts';
import type {ApiSources} from '../engine/api/service.ts';
import {secureServers} from '../system/secure-server.ts';
import type {Setting} from './setting.ts';

/** On every host, since the engine of a later boot must not be known by the key of an earlier one. */
const directory = '/run/ibi-console-api';

export const openStatusService = (
	{system, remember}: Setting,
	orders: Orders,
	sources: ApiSources,
	announce: (event: ApiTold) => void,
): {readonly close: () => Promise<void>} =>
	keepApi(system, {
		orders,
		sources,
		servers: secureServers,
		directory,
		remember,
		tell: (api) => announce({type: 'api.told', api}),
	});
