/** Stands in for NetworkManager as it starts: applies the keyfiles, and says in a record that it was started. */
import {appendFileSync} from 'node:fs';
import {applyConnection, readKeyfiles, writeResolvers} from './network.ts';

const connections = readKeyfiles();
connections.forEach(applyConnection);
writeResolvers(connections.flatMap(({dns}) => dns));
const names = connections.map(({name}) => name);
appendFileSync('/run/ibi-lab/network-manager', `started ${JSON.stringify(names)}\n`);
