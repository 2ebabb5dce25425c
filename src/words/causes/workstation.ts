/** What usually lies behind the problems of making ISOs. */

export const workstationCauses = {
	ISO_UNREADABLE: ['The file is no ISO, or was not copied to its end.'],
	ISO_PATH_INVALID: ['A file of the inputs has a name that an ISO cannot hold.'],
	ISO_NOT_COREOS: ['It is the ISO of another system, or already changed by another tool.'],
	IGNITION_TOO_LARGE: ['A certificate bundle or an override is very large.'],
	KARGS_TOO_LONG: ['Too many kernel arguments were given.'],
	KARGS_INVALID: ['A blank, a quote or a letter outside ASCII is in a kernel argument.'],
	KARGS_NO_AREA: ['The live ISO is older than those that have room for kernel arguments.'],
	KARGS_DIFFER: ['The ISO was changed by another tool, in some of its boot loaders only.'],
	ISO_NOT_AS_WRITTEN: ['The disk is full or failing.', 'Another program wrote to the file.'],
	ISO_DIGEST_MISMATCH: [
		'The download was cut or changed.',
		'The digest is that of another release.',
	],
	ISO_ARCHITECTURE: ['The live ISO of another kind of processor was taken.'],
	DOWNLOAD_FAILED: ['The address is mistyped, or a proxy stands in the way.'],
	PROGRAM_NEEDED: ['The package that holds the program is not installed on this machine.'],
	PROGRAM_INCOMPLETE: ['The program was copied without the folder beside it.'],
	RUNTIME_UNUSABLE: ['The Node runtime of another kind of processor was given.'],
	SITE_DIRECTORY_TAKEN: [
		'The site was made by hand before it was entered in the list of the fleet.',
		'The directory of the results is that of the inputs.',
	],
	IDENTITY_INVALID: ['The folder is not that of an earlier ISO, or its keys were changed.'],
} as const;
