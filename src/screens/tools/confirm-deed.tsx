/** The question before a deed, and the deed when it is wanted. */
import type {ToolAction} from '../../engine/tools/actions.ts';
import {AskFirst, type AskFirstProps} from './ask-first.tsx';
import {useTools} from './tools-context.tsx';

export type ConfirmDeedProps = Omit<AskFirstProps, 'act'> & {
	readonly deed: ToolAction & {readonly type: 'tool.do'};
};

export const ConfirmDeed = ({deed, ...asked}: ConfirmDeedProps) => {
	const {dispatch} = useTools();
	return <AskFirst {...asked} act={() => dispatch(deed)} />;
};
