/** A way on which small packets pass and large ones vanish: the handshake of TLS is the first that hangs. Pure. */
import type {LadderFacts, PathMtu} from '../../ladder/facts.ts';

export const isNarrow = ({large}: PathMtu): boolean =>
	large !== undefined && large.kind !== 'answered';

export const isMtuHole = ({rungs: {mtu, tls}}: LadderFacts): boolean =>
	mtu?.fact.known === true &&
	mtu.fact.value.some(isNarrow) &&
	tls?.fact.known === true &&
	tls.fact.value.length > 0 &&
	tls.fact.value.every(
		({connection}) => connection.kind === 'failed' && connection.code === 'ETIMEDOUT',
	);
