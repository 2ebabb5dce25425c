/** A look that is repeated while its screen stands: nothing is read for nobody. */
import {useEffect, useLayoutEffect, useRef} from 'react';
import type {ToolAction} from '../../engine/tools/actions.ts';
import type {LookParams, Subject} from '../../engine/tools/looks/index.ts';
import type {Looked} from '../../store/reduce-tools.ts';
import type {Clock} from '../../system/types.ts';
import {useSurroundings} from '../context.tsx';
import {usePresentation} from '../terminal/presentation.tsx';
import {useTools} from './tools-context.tsx';

/**
 * The newest answer to just these params; undefined until there is one. Another console may ask the same subject
 * otherwise, and its answers are not ours.
 */
export const useLook = <Of extends Subject>(
	subject: Of,
	params: LookParams<Of>,
	everyMs: number,
): Looked<Of> | undefined => {
	const {state, dispatch} = useTools();
	const {clock} = useSurroundings();
	const isPlain = usePresentation() === 'lines';
	const periodMs = isPlain ? Math.max(everyMs, plainEveryMs) : everyMs;
	const asked = JSON.stringify(params);
	const ask = useRef(() => {});
	useLayoutEffect(() => {
		ask.current = () => dispatch({type: 'tool.look', subject, params} as LookOf<Of>);
	});
	useEffect(() => {
		const leaving = new AbortController();
		// What is asked is part of the question: another one is asked at once.
		if (asked !== '') void repeat(() => ask.current(), periodMs, clock, leaving.signal);
		return () => leaving.abort();
	}, [asked, periodMs, clock]);
	const seen = state.seen[subject] as Looked<Of> | undefined;
	const last = useRef<{readonly asked: string; readonly seen: Looked<Of>}>(undefined);
	if (seen && JSON.stringify(seen.params) === asked) last.current = {asked, seen};
	return last.current?.asked === asked ? last.current.seen : undefined;
};

/** What is read aloud is not changed under the reader's ears. */
const plainEveryMs = 10_000;

type LookOf<Of extends Subject> = ToolAction & {readonly type: 'tool.look'; readonly subject: Of};

const repeat = async (
	ask: () => void,
	everyMs: number,
	clock: Pick<Clock, 'sleep'>,
	signal: AbortSignal,
): Promise<void> => {
	while (!signal.aborted) {
		ask();
		await clock.sleep(everyMs, signal).catch(() => {});
	}
};
