/** Words of the screens that stand before a deployment: from waiting for a configuration to its start. */
import {counted} from './counted.ts';

export const edgeAskingWords = {
	waiting: {
		title: 'Waiting for the configuration',
		text: 'Plug in a configuration ISO or a stick with a filesystem labelled cluster-config, on the whole device or a partition. Or type the values here.',
		type: 'Type the values here',
		none: 'No device was found yet.',
		looking: 'Looking for devices ...',
		unlisted: (fault: string) => `The devices could not be listed: ${fault}`,
		loading: (from: string) => `Importing the configuration from ${from} ...`,
		differ: (devices: string) =>
			`These have different configurations: ${devices}. Remove all but one, or look at one and take it.`,
		events: 'New devices show up here by themselves.',
		polling: (seconds: number, reason: string) =>
			`Devices are listed every ${seconds} s, as no events of them are heard (${reason}).`,
		columns: {
			device: 'Device',
			size: 'Size',
			filesystem: 'Files',
			label: 'Label',
			verdict: 'Taken',
		},
		verdicts: {
			good: 'GOOD',
			faulty: (faults: number) => `NO: ${counted(faults, 'fault')}`,
			unlabelled: 'not by itself: it has no label of ours',
			unlabelledFaulty: (faults: number) => `NO: no label of ours, ${counted(faults, 'fault')}`,
			examining: 'being examined ...',
			refused: (reason: string) => `NO: ${reason}`,
		},
		details: (device: string) => `About ${device}`,
		howToDetails: 'What is looked for',
		isLegacy: 'Its label is the old one, relocation-config; it is taken all the same.',
		chooseToRead: 'Enter shows every fault of it.',
		chooseToTake: 'Enter shows it, and takes it if you want.',
	},

	doctor: {
		title: (device: string) => `Configuration on ${device}`,
		gone: 'This medium is gone.',
		good: 'Nothing is wrong with it.',
		faulty: (faults: number, warnings: number) =>
			`${counted(faults, 'fault')}, ${counted(warnings, 'warning')}. This page is made anew when the medium changes.`,
		unexamined: 'It was not examined: it is none that could carry a configuration.',
		take: 'Take this configuration',
		cannotTake: 'It cannot be taken before its faults are put right.',
		isFault: 'FAULT',
		isWarning: 'WARNING',
		place: {
			line: (file: string, line: number) => `${file}, line ${line}`,
			field: (place: string, field: string) => `${place}: ${field}`,
		},
		facts: {found: 'Found', why: 'Why', accepted: 'Accepted', example: 'Example'},
	},

	entry: {
		title: 'Type the configuration',
		read: 'Make the configuration',
		preview: 'Show the whole document',
		previewTitle: 'The document',
		accepts: (what: string) => `Takes ${what}.`,
		missing: 'This must be filled in.',
		making: 'Making keys and the configuration ...',
		fixFirst: (count: number) => `${counted(count, 'field')} must be put right first.`,
		lines: (lines: number) => counted(lines, 'line'),
		pasted: (characters: number, word: string, meaning: string) =>
			`${counted(characters, 'character')}, check word ${word}: ${meaning}`,
	},

	access: {
		title: 'Access to the cluster',
		text: 'This is shown once and kept nowhere on the host. Save it to a stick, or write the password down. The kubeconfig is too long to show; a stick is the way to have it.',
		user: 'User',
		password: 'Password',
		show: 'Show the password',
		hide: 'Hide the password',
		hidden: '(hidden)',
		saveTo: (device: string, size: string) => `Save to ${device} (${size})`,
		saved: (device: string) =>
			`Saved to ${device}: the kubeconfig and the password. Keep that stick safe.`,
		noStick: 'No stick is plugged in that it could be saved to.',
		forget: 'I have it; show it no more',
		forgetTitle: 'Show it no more?',
		forgetText:
			'The password and the kubeconfig cannot be shown again, and were saved to no stick from here.',
		keep: 'Not yet',
	},

	review: {
		title: 'Review',
		start: 'Start the deployment ...',
		checks: 'Checks',
		change: 'What a changed medium says',
		retype: 'Type other values',
		media: 'Devices',
		recheck: 'Check again',
		checking: 'Checking this host against the configuration ...',
		notReady: (blockers: number) =>
			`Not ready yet: ${counted(blockers, 'check')} ${blockers === 1 ? 'blocks' : 'block'}.`,
		notExamined: 'Not ready yet: it was not checked whether the configuration fits this host.',
		ready: 'Nothing blocks. The deployment can be started.',
		warnings: (open: number) => `${counted(open, 'warning')} on record.`,
		changed: (device: string, count: number) =>
			`${device} says otherwise in ${counted(count, 'place')}. It is not taken by itself.`,
		asked: 'Asked',
		plan: 'Plan',
		source: 'Source',
		origins: {
			medium: (device: string) => `medium ${device}`,
			directory: 'directory /opt/openshift',
			file: (path: string) => `file ${path}`,
			url: (url: string) => url,
			typed: 'typed here',
		},
		digest: 'Digest',
		files: 'Files',
		fields: {
			cluster: 'Cluster',
			hostName: 'Host name',
			networks: 'Machine network',
			addresses: 'Addresses',
			networkConfiguration: 'Network',
			proxy: 'Proxy',
			ntp: 'Time servers',
			sshKey: 'SSH key',
			trustBundle: 'Trust bundle',
			releaseRegistry: 'Release registry',
			labels: 'Node labels',
			manifests: 'Manifests',
		},
		fromNetwork: 'as the network gives it',
		asIs: 'as it is now',
		given: 'given',
		notGiven: 'not given; that of the seed stays',
		proxyGiven: 'given (not shown, it may hold a password)',
		ofSeed: 'that of the seed',
	},

	difference: {
		title: (device: string) => `What ${device} says otherwise`,
		before: 'Imported',
		after: 'On the medium',
		absent: '(nothing)',
		take: 'Take this medium instead',
	},

	start: {
		title: 'Start the deployment?',
		text: (cluster: string) =>
			`This host becomes the cluster ${cluster}. Its certificates, names and addresses are made new in place; that cannot be undone once kubelet has started.`,
		stay: 'Not yet',
		start: 'Start the deployment',
		started: 'Asked the engine to start ...',
	},
};
