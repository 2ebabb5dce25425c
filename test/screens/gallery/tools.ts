/** The hub of the tools, each tool, and what it asks. */
import {type ToolId, toolIds} from '../../../src/screens/tools/rows.tsx';
import {disksSeen} from '../fixtures/disk-tool.ts';
import {kept, onStick, stick, sticksSeen} from '../fixtures/evidence-tool.ts';
import {networkSeen, portsSeen, trialUntil} from '../fixtures/network-tool.ts';
import {skippable} from '../fixtures/repair-tool.ts';
import {failedRun} from '../fixtures/run.ts';
import {unanswered, withFindings} from '../fixtures/states.ts';
import {logsSeen, servicesSeen, someEntries, timeSeen} from '../fixtures/tools.ts';
import {type Exhibit, writing} from './exhibit.ts';

/** Its key in the hub. */
const digitOf = (id: ToolId): string => String(toolIds.indexOf(id) + 1);

export const toolExhibits: readonly Exhibit[] = [
	{
		name: 'tools',
		state: unanswered,
		keys: ['0'],
		essentials: ({tools}) => [tools.title, ...toolIds.map((id) => tools.names[id])],
	},
	{
		name: 'disks tool',
		state: {...unanswered, tools: disksSeen},
		keys: ['0', digitOf('disks')],
		essentials: ({tools: {disks}, back}) => [
			disks.title,
			disks.labels.free,
			disks.labels.health,
			back,
		],
	},
	{
		name: 'disks tool, locate',
		state: {...unanswered, tools: disksSeen},
		keys: ['0', digitOf('disks'), '1'],
		essentials: ({tools}) => [tools.disks.locate.text, tools.disks.locate.start, tools.leaveAsIs],
	},
	{
		name: 'network tool',
		state: {...unanswered, tools: networkSeen},
		keys: ['0', digitOf('network'), 'down'],
		essentials: ({tools: {network}}) => [
			network.title,
			network.states.broken,
			network.plug,
			network.again,
		],
	},
	{
		name: 'network tool, one card',
		state: {...unanswered, tools: networkSeen},
		keys: ['0', digitOf('network'), '1'],
		essentials: ({tools: {network}, back}) => [network.nic.blink, network.nic.change, back],
	},
	{
		name: 'network tool, plug a cable',
		state: {...unanswered, tools: portsSeen(0, false)},
		keys: ['0', digitOf('network'), '5'],
		essentials: ({tools: {network}, back}) => [network.plugging.text, back],
	},
	{
		name: 'network tool, change',
		state: {...unanswered, tools: networkSeen},
		keys: ['0', digitOf('network'), '1', '3'],
		essentials: ({tools: {network}, back}) => [
			network.form.fields.gateways,
			network.form.compare,
			back,
		],
	},
	{
		name: 'network tool, compare',
		state: {...unanswered, tools: networkSeen},
		keys: ['0', digitOf('network'), '1', '3', ...Array(7).fill('down'), 'enter'],
		essentials: ({tools}) => [tools.network.compare.start, tools.leaveAsIs],
	},
	{
		name: 'network tool, this host',
		state: {...unanswered, tools: networkSeen},
		keys: ['0', digitOf('network'), '4'],
		essentials: ({tools: {network}, back}) => [network.host, network.proxy.change, back],
	},
	{
		name: 'network tool, proxy',
		state: {...unanswered, tools: networkSeen},
		keys: ['0', digitOf('network'), '4', '1'],
		essentials: ({tools: {network}, back}) => [
			network.proxy.fields.noProxy,
			network.proxy.compare,
			back,
		],
	},
	{
		name: 'network tool, compare proxy',
		state: {...unanswered, tools: networkSeen},
		keys: ['0', digitOf('network'), '4', '1', ...Array(3).fill('down'), 'enter'],
		essentials: ({tools}) => [tools.network.compare.start, tools.leaveAsIs],
	},
	{
		name: 'network tool, a trial',
		state: {...unanswered, tools: {...networkSeen, ...trialUntil('2999-01-01T00:00:30.000Z')}},
		keys: ['0', digitOf('network')],
		essentials: ({tools: {network}}) => [network.trial.keep, network.trial.revert],
	},
	{
		name: 'repair',
		state: skippable,
		keys: ['0', digitOf('repair')],
		essentials: ({tools: {repair}, back}) => [
			repair.retry,
			repair.skip,
			repair.clear,
			repair.boot,
			back,
		],
	},
	{
		name: 'repair, go on without a step',
		state: skippable,
		keys: ['0', digitOf('repair'), '2'],
		essentials: ({tools}) => [tools.repair.skip, tools.leaveAsIs],
	},
	{
		name: 'repair, next start',
		state: skippable,
		keys: ['0', digitOf('repair'), '5'],
		essentials: ({tools}) => [tools.repair.bootTitle, tools.repair.anyBoot, tools.leaveAsIs],
	},
	{
		name: 'repair, clear a disk',
		state: unanswered,
		keys: ['0', digitOf('repair'), '2', '2'],
		essentials: ({tools, confirm}) => [confirm.label, tools.repair.clearStart, tools.leaveAsIs],
	},
	{
		name: 'services',
		state: {...unanswered, tools: servicesSeen({kind: 'unit', name: 'chronyd.service'})},
		keys: ['0', digitOf('services'), 'down', 'down'],
		essentials: ({tools, back}) => [tools.services.title, tools.services.labels.restarts, back],
	},
	{
		name: 'services, restart',
		state: {...unanswered, tools: servicesSeen({kind: 'unit', name: 'chronyd.service'})},
		keys: ['0', digitOf('services'), '3'],
		essentials: ({tools}) => [
			tools.services.confirm.text,
			tools.services.confirm.restart,
			tools.leaveAsIs,
		],
	},
	{
		name: 'findings again',
		state: withFindings,
		keys: ['0', digitOf('findings')],
		essentials: ({tools, back}) => [tools.findings.title, tools.findings.all, back],
	},
	{
		name: 'logs',
		state: {...unanswered, tools: logsSeen(someEntries)},
		keys: ['0', digitOf('logs')],
		essentials: ({tools: {logs}, back}) => [
			logs.title,
			logs.source(logs.sources.boot),
			logs.severity(logs.severities.all),
			logs.search(logs.noSearch),
			back,
		],
	},
	{
		name: 'logs, search',
		state: {...unanswered, tools: logsSeen(someEntries)},
		keys: ['0', digitOf('logs'), '4'],
		essentials: ({tools: {logs}}) => [logs.searchLabel],
	},
	{
		name: 'logs, step',
		state: writing,
		keys: ['0', digitOf('logs'), '3'],
		essentials: ({tools: {logs}}) => [logs.chooseStep, logs.step(logs.everyStep)],
	},
	{
		name: 'time',
		state: {...unanswered, tools: timeSeen()},
		keys: ['0', digitOf('time')],
		essentials: ({tools}) => [tools.time.title, tools.time.labels.boardZone, tools.time.set],
	},
	{
		name: 'time, typed',
		state: {...unanswered, tools: timeSeen()},
		keys: ['0', digitOf('time'), '2'],
		essentials: ({tools: {time}}) => [time.confirm.change, time.confirm.followed],
	},
	{
		name: 'time, confirm',
		state: {...unanswered, tools: timeSeen()},
		keys: ['0', digitOf('time'), '2', 'enter'],
		essentials: ({tools}) => [tools.time.confirm.text, tools.time.confirm.set, tools.leaveAsIs],
	},
	{
		name: 'evidence',
		state: {...unanswered, tools: sticksSeen([stick], onStick)},
		keys: ['0', digitOf('evidence')],
		essentials: ({tools: {evidence}}) => [
			evidence.title,
			evidence.web,
			evidence.upload,
			evidence.line,
			evidence.card,
			evidence.choose,
		],
	},
	{
		name: 'evidence, what goes in',
		state: {...unanswered, tools: sticksSeen([stick])},
		keys: ['0', digitOf('evidence'), '6'],
		essentials: ({tools: {evidence}}) => [
			...Object.values(evidence.groupNames).map((name) => evidence.choosing.in(name)),
			evidence.choosing.done,
		],
	},
	{
		name: 'evidence, upload',
		state: {...unanswered, tools: sticksSeen([])},
		keys: ['0', digitOf('evidence'), '3'],
		essentials: ({tools: {evidence}}) => [evidence.uploading.start, evidence.uploading.back],
	},
	{
		name: 'evidence, serial line',
		state: {...unanswered, tools: sticksSeen([], kept)},
		keys: ['0', digitOf('evidence'), '4'],
		essentials: ({tools: {evidence}}) => [evidence.sending.make, evidence.sending.back],
	},
	{
		name: 'photo card',
		state: {...unanswered, run: failedRun},
		keys: ['0', digitOf('evidence'), '5'],
		essentials: ({tools: {evidence}}) => [evidence.photo.title],
	},
];
