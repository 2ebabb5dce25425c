/** Every screen once, by state and keys, with the texts that may never be cut: for tests over all of them. */
import {type ToolId, toolIds} from '../../src/screens/tools/rows.tsx';
import type {ConsoleState} from '../../src/store/state.ts';
import type {Words} from '../../src/words/index.ts';
import {disksSeen} from './fixtures/disk-tool.ts';
import {kept, onStick, stick, sticksSeen} from './fixtures/evidence-tool.ts';
import {networkSeen, portsSeen, trialUntil} from './fixtures/network-tool.ts';
import {skippable} from './fixtures/repair-tool.ts';
import {bugRun, cancelledRun, doneRun, failedRun, runningRun} from './fixtures/run.ts';
import {
	answered,
	diskAnswered,
	failedFacts,
	poor,
	probing,
	seedAnswered,
	seedFailed,
	unanswered,
	withFindings,
} from './fixtures/states.ts';
import {logsSeen, servicesSeen, someEntries, timeSeen} from './fixtures/tools.ts';

/** Its key in the hub. */
const digitOf = (id: ToolId): string => String(toolIds.indexOf(id) + 1);

export type Exhibit = {
	readonly name: string;
	readonly state: ConsoleState;
	readonly keys: readonly string[];
	readonly essentials: (words: Words['screens']) => readonly string[];
};

const writing = {...answered, run: runningRun};

export const gallery: readonly Exhibit[] = [
	{
		name: 'host',
		state: unanswered,
		keys: [],
		essentials: ({host, goOn, header}) => [
			host.title,
			goOn,
			host.rescan,
			host.leave,
			header.safe['power-off'],
		],
	},
	{
		name: 'host, probing',
		state: probing,
		keys: [],
		essentials: ({host}) => [host.looking, host.leave],
	},
	{
		name: 'host, little known',
		state: poor,
		keys: [],
		essentials: ({host, goOn}) => [host.title, goOn],
	},
	{
		name: 'host, failed',
		state: failedFacts,
		keys: [],
		essentials: ({host, problem}) => [host.title, problem.remedy],
	},
	{
		name: 'disks',
		state: unanswered,
		keys: ['1'],
		essentials: ({disks, back}) => [disks.title, disks.rescan, back, disks.detail('nvme0n1')],
	},
	{
		name: 'disks, one refused',
		state: unanswered,
		keys: ['1', '7'],
		essentials: ({disks, back}) => [disks.title, disks.rescan, back, disks.detail('sde')],
	},
	{
		name: 'network',
		state: diskAnswered,
		keys: ['1'],
		essentials: ({network, goOn, back}) => [network.title, network.dns, goOn, back],
	},
	{
		name: 'seed',
		state: diskAnswered,
		keys: ['1', '1'],
		essentials: ({seed, goOn, back}) => [...Object.values(seed.fields), seed.read, goOn, back],
	},
	{
		name: 'seed, failed',
		state: seedFailed,
		keys: ['1', '1', 'up'],
		essentials: ({seed, problem}) => [seed.problemTitle, problem.cause],
	},
	{
		name: 'seed, read',
		state: seedAnswered,
		keys: ['5'],
		essentials: ({seed}) => [seed.results.title, seed.results.digest, seed.results.created],
	},
	{
		name: 'findings',
		state: withFindings,
		keys: [],
		essentials: ({findings, back}) => [
			findings.title,
			findings.blocked(1),
			findings.recheck,
			back,
			...Object.values(findings.facts).slice(0, 3),
		],
	},
	{
		name: 'review',
		state: answered,
		keys: [],
		essentials: ({review, whatDies, back}) => [
			review.title,
			review.confirm,
			whatDies.title,
			whatDies.everything,
			back,
		],
	},
	{
		name: 'confirm',
		state: answered,
		keys: ['1'],
		essentials: ({confirm, whatDies, back}) => [
			confirm.label,
			confirm.start,
			whatDies.everything,
			back,
		],
	},
	{
		name: 'confirm ordered by kernel arguments',
		state: {...answered, mode: 'confirm'},
		keys: [],
		essentials: ({confirm, whatDies, back}) => [
			confirm.ordered(0).split(' ').slice(0, 3).join(' '),
			confirm.label,
			confirm.start,
			whatDies.everything,
			back,
		],
	},
	{
		name: 'progress',
		state: writing,
		keys: [],
		essentials: ({progress, header}) => [
			progress.title,
			header.safe.writing,
			progress.cancel,
			progress.log,
			progress.status.running,
			progress.status.done,
			progress.status.waiting,
		],
	},
	{
		name: 'cancel',
		state: writing,
		keys: ['2'],
		essentials: ({cancel}) => [cancel.title, cancel.stay, cancel.cancel],
	},
	{
		name: 'done',
		state: {...answered, run: doneRun},
		keys: [],
		essentials: ({done, header}) => [
			done.title,
			header.safe['remove-media'],
			done.stay,
			done.reboot,
			done.powerOff,
		],
	},
	{
		name: 'failure',
		state: {...answered, run: failedRun},
		keys: [],
		essentials: ({failure, problem}) => [
			failure.titles.failed,
			failure.doing,
			problem.code,
			problem.message,
			problem.cause,
			problem.remedy,
			failure.retry,
			failure.acknowledge,
		],
	},
	{
		name: 'cancelled',
		state: {...answered, run: cancelledRun},
		keys: [],
		essentials: ({failure}) => [failure.titles.cancelled, failure.retry, failure.acknowledge],
	},
	{
		name: 'bug',
		state: {...answered, run: bugRun},
		keys: [],
		essentials: ({bug, failure}) => [bug.title, failure.retry, failure.acknowledge],
	},
	{name: 'log', state: writing, keys: ['1'], essentials: ({log}) => [log.title]},
	{name: 'help', state: unanswered, keys: ['?'], essentials: ({help}) => [help.title, help.keys]},
	{
		name: 'more',
		state: unanswered,
		keys: ['0', '0'],
		essentials: ({more}) => [more.close, more.help, more.log, more.leave],
	},
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
	{
		name: 'leave',
		state: unanswered,
		keys: ['ctrl-c'],
		essentials: ({leave}) => [leave.title, leave.stay, leave.leave],
	},
	{
		name: 'leave while writing',
		state: writing,
		keys: ['ctrl-c'],
		essentials: ({leave}) => [leave.title, leave.stay, leave.cancel],
	},
];
