/** The tools over the screens of a console: the hub, or one of them. */

import {isDeployed, type ToolHost} from './host.ts';
import {HubScreen} from './hub.tsx';
import {closedOnDeployed, type ToolId, toolIds, toolScreens} from './rows.tsx';
import {ToolsContext} from './tools-context.tsx';

/** Where this console is among the tools; `last` is the one that was left. */
export type ToolPlace =
	| {readonly at: 'hub'; readonly last?: ToolId}
	| {readonly at: 'tool'; readonly id: ToolId};

export const hubAfter = (place: ToolPlace | undefined): ToolPlace =>
	place?.at === 'tool' ? {at: 'hub', last: place.id} : {at: 'hub'};

export const Toolbox = ({
	host,
	place,
	go,
}: {
	readonly host: ToolHost;
	readonly place: ToolPlace;
	readonly go: (place: ToolPlace) => void;
}) => {
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
