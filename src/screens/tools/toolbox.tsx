/** The tools over the screens of a console: the hub, or one of them. */
import {isDeployed} from './host.ts';
import {HubScreen} from './hub.tsx';
import {hubAfter, type ToolboxProps} from './place.ts';
import {closedOnDeployed, toolIds, toolScreens} from './rows.tsx';
import {ToolsContext} from './tools-context.tsx';

export const Toolbox = ({host, place, go}: ToolboxProps) => {
	const tools = {state: host.state.tools, dispatch: host.dispatch};
	return (
		<ToolsContext.Provider value={tools}>
			{place.at === 'hub' ? (
				<HubScreen
					ids={toolIds}
					closed={isDeployed(host) ? closedOnDeployed : []}
					initial={place.last}
					open={(id) => go({at: 'tool', id})}
				/>
			) : (
				toolScreens[place.id]({host, back: () => go(hubAfter(place))})
			)}
		</ToolsContext.Provider>
	);
};
