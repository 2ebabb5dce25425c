/** The tools over the screens of a console: the hub, or one of them. */
import {useState} from 'react';
import {useWords} from '../context.tsx';
import {AskFirst} from './ask-first.tsx';
import {isDeployed} from './host.ts';
import {HubScreen} from './hub.tsx';
import {hubAfter, type ToolboxProps} from './place.ts';
import {closedOnDeployed, guardedOnDeployed, type ToolId, toolIds, toolScreens} from './rows.tsx';
import {ToolsContext} from './tools-context.tsx';

export const Toolbox = ({host, place, go}: ToolboxProps) => {
	const tools = {state: host.state.tools, dispatch: host.dispatch};
	const {records} = useWords().screens.tools;
	const [asked, ask] = useState<ToolId>();
	// Until the tools are left, or the console locks.
	const [isUnlocked, setUnlocked] = useState(false);
	const guarded = isDeployed(host) && !isUnlocked ? guardedOnDeployed : [];
	const screen = (() => {
		if (asked) {
			return (
				<AskFirst
					title={records.title}
					text={records.text}
					label={records.open}
					act={() => {
						setUnlocked(true);
						go({at: 'tool', id: asked});
					}}
					close={() => ask(undefined)}
				/>
			);
		}
		return place.at === 'hub' ? (
			<HubScreen
				ids={toolIds}
				closed={isDeployed(host) ? closedOnDeployed : []}
				guarded={guarded}
				initial={place.last}
				open={(id) => (guarded.includes(id) ? ask(id) : go({at: 'tool', id}))}
			/>
		) : (
			toolScreens[place.id]({host, back: () => go(hubAfter(place))})
		);
	})();
	return <ToolsContext.Provider value={tools}>{screen}</ToolsContext.Provider>;
};
