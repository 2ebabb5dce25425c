/**
 * Follows all objects of a list: reads them once, watches from there, and begins anew when the line breaks or the API
 * has forgotten. The API of a cluster that settles goes away several times; that is told and borne.
 */
import {type KubeClient, watchSeconds} from './client.ts';
import {type KubeFault, reasonOf} from './fault.ts';
import {itemsOf, type JsonObject, metadataOf} from './json.ts';
import {pauseMs, type Waiting} from './retry.ts';

export type Following = Waiting & {
	readonly client: KubeClient;
	/** As `/api/v1/nodes`. */
	readonly path: string;
	/** Called with all objects whenever one has changed. */
	readonly onChange: (objects: readonly JsonObject[]) => void;
};

/** Until the signal ends it; rejects then. */
export const follow = async (following: Following): Promise<never> => {
	const {system, signal, log, path} = following;
	for (let failed = 0; ; ) {
		const fault = await followOnce(following, () => {
			failed = 0;
		});
		if (fault !== undefined && fault.kind !== 'expired') {
			failed += 1;
			if (failed === 1) {
				log(`Watching ${path} broke off: ${reasonOf(fault)}`);
			}
		}
		await system.clock.sleep(pauseMs(failed + 1, fault), signal);
	}
};

/** Why it ended; undefined when the server ended it in its time. */
const followOnce = async (
	{client, path, onChange}: Following,
	onAnswer: () => void,
): Promise<KubeFault | undefined> => {
	const list = await client.get(path);
	if (!list.isOk) {
		return list.fault;
	}
	onAnswer();
	const objects = new Map(itemsOf(list.value).map((object) => [keyOf(object), object]));
	onChange([...objects.values()]);
	for await (const event of client.watch(watchPath(path, metadataOf(list.value).resourceVersion))) {
		switch (event.type) {
			case 'FAULT':
				return event.fault;
			case 'BOOKMARK':
				continue;
			case 'DELETED':
				objects.delete(keyOf(event.object));
				break;
			case 'ADDED':
			case 'MODIFIED':
				objects.set(keyOf(event.object), event.object);
		}
		onChange([...objects.values()]);
	}
	return undefined;
};

const keyOf = (object: JsonObject): string => {
	const {namespace = '', name} = metadataOf(object);
	return `${namespace}/${name}`;
};

const watchPath = (path: string, version = ''): string =>
	`${path}${path.includes('?') ? '&' : '?'}watch=true&allowWatchBookmarks=true&timeoutSeconds=${watchSeconds}&resourceVersion=${encodeURIComponent(version)}`;
