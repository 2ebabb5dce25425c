/** What the seed's cluster was called and where it lived. Other documents of the seed repeat it. */
export const seedName = 'seed';
export const seedDomain = 'lab.example';
export const seedFqdn = `${seedName}.${seedDomain}`;
export const seedInfraId = 'seed-x7k2p';
export const seedHost = 'seed-0';
export const seedAddress = '192.0.2.10';
export const seedMachineNetwork = '192.0.2.0/24';
export const seedClusterNetwork = '10.128.0.0/14';
export const seedServiceNetwork = '172.30.0.0/16';
/** Of the ingress signer; the second in which that was made. */
export const seedIngressName = 'ingress-operator@1735689600';

/** The key of the seed's own people, which a site's key must follow. Nobody has its other half. */
export const seedSshKey =
	'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8mO0X0lZ1v0q8bJ8w6m9vYp2m1g7y0s3kQq6cJ0aYb core@seed';
