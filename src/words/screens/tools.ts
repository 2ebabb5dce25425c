/** Words of the tools: the hub, what is common to them, and each of them. */

import {dashboardWords} from './tools/dashboard.ts';
import {diskToolWords} from './tools/disks.ts';
import {evidenceWords} from './tools/evidence.ts';
import {findingsToolWords} from './tools/findings.ts';
import {logsWords} from './tools/logs.ts';
import {networkToolWords} from './tools/network.ts';
import {repairWords} from './tools/repair.ts';
import {servicesWords} from './tools/services.ts';
import {timeWords} from './tools/time.ts';

export const toolWords = {
	tools: {
		title: 'Tools',
		intro:
			'To see what this host is doing, and to help it. Looking changes nothing. 0 again: help, log, leave. b goes back.',
		names: {
			findings: 'Findings: all checks, run again',
			disks: 'Disks: health, holders, locate',
			network: 'Network: ladder, ports, addresses',
			services: 'Services and containers',
			logs: 'Logs: journal, kernel, engine',
			time: 'Time: clocks, NTP, certificates',
			dashboard: 'Dashboard: live graphs',
			evidence: 'Evidence: bundle, photo card',
			repair: 'Repair: retry, skip, roll back',
		},
		records: {
			closed: (name: string) => `(closed) ${name}`,
			guarded: (name: string) => `(asks first) ${name}`,
			reason: 'This host is deployed: nothing is changed from here, and its records ask first.',
			title: 'Open the records of this host?',
			text: 'This host is deployed. Its logs and a support bundle show what runs on it, with secrets masked; who has a bundle can read it anywhere. They stay open until you leave the tools. Nothing is changed.',
			open: 'Open logs and evidence',
		},
		looking: 'Looking ...',
		leaveAsIs: 'Leave it as it is',

		/** What a deed is called, with what it is done to. */
		deeds: {
			'lldp.listen': (about: string) => `Listening for the switch on ${about}`,
			'host.restart': () => 'Restart of the host',
			'disk.clear': (about: string) => `Clearing ${about}`,
			'network.end': (about: string) =>
				about === 'keep' ? 'Keeping the change of the network' : 'Putting the network back',
			'network.try': (about: string) => `Trial of the network of ${about}`,
			'proxy.end': (about: string) =>
				about === 'keep' ? 'Keeping the proxy' : 'Putting the proxy back',
			'proxy.try': (about: string) => `Trial of the proxy${about === '' ? '' : ` ${about}`}`,
			'port.blink': (about: string) => `Light of the port of ${about}`,
			'disk.locate': (about: string) => `Showing where ${about} is`,
			'evidence.keep': () => 'Support bundle',
			'evidence.stick': (about: string) => `Support bundle to ${about}`,
			'evidence.web': () => 'Support bundle over HTTP',
			'evidence.upload': (about: string) => `Support bundle to ${about}`,
			'service.restart': (about: string) => `Restart of ${about}`,
			'clock.set': (about: string) => `Setting the clock to ${about}`,
		},
		deed: {
			running: (what: string) => `${what}: being done ...`,
			done: (what: string) => `${what}: done.`,
			cancelled: (what: string) => `${what}: stopped before its end.`,
			failed: (what: string, code: string) => `${what}: FAILED (${code})`,
		},

		evidence: evidenceWords,
		disks: diskToolWords,
		dashboard: dashboardWords,
		network: networkToolWords,
		logs: logsWords,
		findings: findingsToolWords,
		repair: repairWords,
		services: servicesWords,
		time: timeWords,
	},
};
