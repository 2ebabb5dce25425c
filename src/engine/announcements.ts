/** A session that tells events of others beside its own: of what is laid around it. */

type Subscribing<Told> = {
	readonly subscribe: (listener: (event: Told) => void) => () => void;
};

export type Announcing<Told> = {readonly announce: (event: Told) => void};

export const withAnnouncements = <Told, Session extends Subscribing<Told>>(
	session: Session & Subscribing<Told>,
): Session & Announcing<Told> => {
	const listeners = new Set<(event: Told) => void>();
	return {
		...session,
		subscribe: (listener: (event: Told) => void) => {
			listeners.add(listener);
			const stop = session.subscribe(listener);
			return () => {
				listeners.delete(listener);
				stop();
			};
		},
		announce: (event) => {
			for (const listener of listeners) {
				listener(event);
			}
		},
	};
};
