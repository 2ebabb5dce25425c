/** Every tool, one row each; its place is its digit. At most nine, so that a digit takes its line at once. */
import type {ReactNode} from 'react';
import {DashboardScreen} from './dashboard/screen.tsx';
import {DisksTool} from './disks/screen.tsx';
import {EvidenceScreen} from './evidence/screen.tsx';
import {FindingsTool} from './findings/screen.tsx';
import type {ToolProps} from './host.ts';
import {LogsScreen} from './logs/screen.tsx';
import {NetworkTool} from './network/screen.tsx';
import {RepairScreen} from './repair/screen.tsx';
import {ServicesScreen} from './services/screen.tsx';
import {TimeScreen} from './time/screen.tsx';

export const toolScreens = {
	findings: (props) => <FindingsTool {...props} />,
	disks: ({back}) => <DisksTool back={back} />,
	network: ({back}) => <NetworkTool back={back} />,
	services: ({back}) => <ServicesScreen back={back} />,
	logs: (props) => <LogsScreen {...props} />,
	time: ({back}) => <TimeScreen back={back} />,
	dashboard: (props) => <DashboardScreen {...props} />,
	evidence: (props) => <EvidenceScreen {...props} />,
	repair: (props) => <RepairScreen {...props} />,
} as const satisfies Readonly<Record<string, (props: ToolProps) => ReactNode>>;

/** A deployed host is not changed by whoever stands before it. */
export const closedOnDeployed: readonly ToolId[] = ['repair'];

/** Its records are for whoever asks for them on purpose. */
export const guardedOnDeployed: readonly ToolId[] = ['logs', 'evidence'];

export type ToolId = keyof typeof toolScreens;

export const toolIds = Object.keys(toolScreens) as readonly ToolId[];
