/** What `ibi-console --help` prints. A test keeps it in step with the options. */

export const helpText = `ibi-console: image-based installation of single-node OpenShift

  ibi-console [install]         ask, confirm and install on this terminal
  ibi-console engine            the same as a service for any number of consoles
  ibi-console attach            join that engine on this terminal; with --format
                                json print what it tells, one JSON line each
  ibi-console deploy            at the first boot: make this host the cluster of
                                its site, asking for what no medium says
  ibi-console wipe --disk ID    clear a disk; says what --confirm must repeat
  ibi-console facts             print what is known of this host
  ibi-console create WHAT       image: the installation ISO of a fleet;
                                config-image: the ISO of a site, its kubeconfig
                                and password; image-config-template,
                                config-template: documents to begin with
  ibi-console inspect ISO       print what is inside, without secrets
  ibi-console explain CODE      what an error code means and what to do
  ibi-console evidence [FILE]   make a support bundle; --lines all: print it as
                                lines for the recording of a serial line
  ibi-console replay FILE       show the run of a bundle or a journal again
  ibi-console decode CODE       what the code of a photo card says
  ibi-console validate FILE...  judge documents and ISOs, every fault at once
  ibi-console match             would a configuration pick exactly one disk of
                                the host of --facts, and which checks would fail
  ibi-console rehearse          the unattended install on those facts, decision
                                by decision; writes nothing
  ibi-console completion SHELL  what bash or zsh needs to complete all this
  ibi-console COMMAND --help    the options of a command, with examples

  --config FILE        configuration (default /var/tmp/ibi-configuration.json)
  --disk ID            /dev/disk/by-id/..., serial:... or wwn:...; one match
  --mode MODE          interactive (default) or auto: no questions, plain lines;
                       deploy: also engine (serves consoles) and attach (joins)
  --wipe yes           consent: without it auto never writes to a disk
  --reinstall yes      auto: wipe even a disk that carries a finished install
  --confirm TEXT       consent to wipe: the id of the disk that is asked for
  --on-success WHAT    stay (default), reboot or poweroff
  --unattended         deploy: the same as --mode auto
  --by WHOM            deploy: ibi-console (default), or lca-cli: watch only
  --dry-run            print the plan and touch nothing
  --resume             take up the unfinished run of the journal
  --lines WHICH        evidence: all, or numbers as 17 203-210
  --speed N            replay: how many times as fast as it was
  --format FORMAT      text (default) or json; --json is the same as json
  --name NAME          attach: what others call this console
  --state DIR          where the journal lies (default /run/ibi-console;
                       deploy: /var/lib/ibi-console/deploy)
  --dir DIR            create: documents and results (default: this directory)
  --identity DIR       create: the same cluster as that of an earlier ISO
  --seed IMAGE         create: refuse a site that does not fit this seed image
  --fleet FILE         create config-image: every site of sites.yaml or a CSV,
                       each in a directory of its own below --dir
  --facts FILE         match, rehearse: what ibi-console facts printed there
  --base-iso FILE|URL  create image: the CoreOS live ISO that it begins with
  --base-iso-sha256 X  create image: what the live ISO must be
  --karg ARGUMENT      create image, match, rehearse: a kernel argument; may be
                       given repeatedly
  --runtime FILE       create image: Node for the hosts (default: this one)
  --with-seed          create image: the seed image travels on the ISO
  --with-images        create image: with it the images of its list
  --images-from PLACE  create image: an OCI layout that has them
  --network-boot       create image: files for iPXE as well
  --version, --help

Examples:
  ibi-console create image-config-template --dir fleet
  ibi-console create image --dir fleet --base-iso rhcos-live.x86_64.iso
  ibi-console create image --dir fleet --base-iso https://HOST/live.iso \\
      --base-iso-sha256 DIGEST --karg ibi.mode=auto --karg ibi.wipe=yes

Exit codes: 0 done, 1 error in ibi-console, 2 input, 3 environment,
4 dependency, 5 install, 130 cancelled.
`;
