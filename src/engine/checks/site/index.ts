/** Every check of a site, in the order in which a person would put its configuration right. Pure. */
import type {Finding} from '../../check.ts';
import {adminCaDates} from './admin-ca-dates.ts';
import {clock} from './clock.ts';
import {credentials} from './credentials.ts';
import {dnsChecks} from './dns.ts';
import {domainNew} from './domain-new.ts';
import {duplicateAddress} from './duplicate-address.ts';
import {fips} from './fips.ts';
import {gateway} from './gateway.ts';
import {gatewayAnswers} from './gateway-answers.ts';
import {hostKeys} from './host-keys.ts';
import {hostname} from './hostname.ts';
import {imageStorage} from './image-storage.ts';
import {imageChecks} from './images.ts';
import {ingressName} from './ingress-name.ts';
import {installConfig} from './install-config.ts';
import {interfaces} from './interfaces.ts';
import {interfacesOnce} from './interfaces-once.ts';
import {keysKnown} from './keys-known.ts';
import {kubeadmin} from './kubeadmin.ts';
import {link} from './link.ts';
import {manifestKinds} from './manifest-kinds.ts';
import {manifests} from './manifests.ts';
import {nameServers} from './name-servers.ts';
import {networkForm} from './network-form.ts';
import {networks} from './networks.ts';
import {networksSeed} from './networks-seed.ts';
import {nodeIps} from './node-ips.ts';
import {nodeIpsSeed} from './node-ips-seed.ts';
import {ntp} from './ntp.ts';
import {overlap} from './overlap.ts';
import {proxy} from './proxy.ts';
import {proxyCa} from './proxy-ca.ts';
import {proxyForm} from './proxy-form.ts';
import {release} from './release.ts';
import {rtc} from './rtc.ts';
import {seedFormat} from './seed-format.ts';
import {snapshotRoom} from './snapshot-room.ts';
import {sshKey} from './ssh-key.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';
import {trustBundleDates} from './trust-bundle-dates.ts';
import {trustBundleSeed} from './trust-bundle-seed.ts';

export type {SiteMoment, SiteSubject} from './subject.ts';

export const siteChecks: readonly SiteCheck[] = [
	keysKnown,
	hostname,
	domainNew,
	sshKey,
	hostKeys,
	credentials,
	adminCaDates,
	ingressName,
	trustBundleDates,
	trustBundleSeed,
	proxyCa,
	proxy,
	proxyForm,
	fips,
	release,
	seedFormat,
	imageStorage,
	kubeadmin,
	installConfig,
	networks,
	networksSeed,
	nodeIps,
	nodeIpsSeed,
	overlap,
	networkForm,
	interfaces,
	interfacesOnce,
	link,
	gateway,
	gatewayAnswers,
	duplicateAddress,
	nameServers,
	...dnsChecks,
	clock,
	ntp,
	rtc,
	...imageChecks,
	manifests,
	manifestKinds,
	snapshotRoom,
];

export const examineSite = (subject: SiteSubject): readonly Finding[] =>
	siteChecks.map(({id, severity, severityFor, examine}) => ({
		id,
		severity: severityFor?.(subject) ?? severity,
		verdict: examine(subject),
	}));
