/** Texts that stand in more than one place of a seed. */

/** A seed's pull secret holds nothing; it names a registry that asks for no password. */
export const emptyPullSecret =
	'{"auths":{"registry.connect.redhat.com":{"username":"empty","password":"empty","auth":"ZW1wdHk6ZW1wdHk=","email":""}}}';

export const chronyConf = 'pool 2.rhel.pool.ntp.org iburst\n';
