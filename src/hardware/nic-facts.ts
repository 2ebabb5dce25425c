/** What a network card is, and what it is a part of. Absent is what does not apply. */
import type {Fact} from './fact.ts';

/** What the kernel says a link is; `card` has hardware behind it, a virtual function among them. */
export type NicKind = 'card' | 'bond' | 'vlan' | 'bridge' | 'other';

export type NicHardware = {
	/** As `0000:17:00.0`. */
	readonly address: Fact<string>;
	/** `vendor:device` in hexadecimal, as `8086:1593`. */
	readonly id: Fact<string>;
	readonly numaNode: Fact<number>;
	readonly firmware: Fact<string>;
};

export type SriovRole =
	| {readonly role: 'physical'; readonly totalFunctions: number; readonly activeFunctions: number}
	| {readonly role: 'virtual'; readonly parent?: string};

export type LldpNeighbour = {
	readonly chassis: string;
	readonly port: string;
	readonly portDescription?: string;
	readonly system?: string;
};

export type NicDetails = {
	readonly kind: NicKind;
	/** Burnt into the card. */
	readonly permanentMac?: string;
	readonly duplex: Fact<'full' | 'half'>;
	readonly hardware?: NicHardware;
	readonly sriov?: SriovRole;
	/** The bond or bridge that it is a member of. */
	readonly master?: string;
	/** Members of this bond or bridge. */
	readonly members?: readonly string[];
	readonly bondMode?: string;
	readonly vlan?: {readonly id: number; readonly parent?: string};
	readonly maximumMtu?: number;
	/** The card that the firmware started the host from (BOOTIF). */
	readonly isBootCard: boolean;
	/** What the switch says of itself, where something listens. */
	readonly lldp: Fact<readonly LldpNeighbour[]>;
};
