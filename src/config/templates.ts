/**
 * Documents to begin with: every key that most sites need, with values that show their form. Written once and
 * then the engineer's own.
 */
export const imageBasedConfigTemplate = `# One site of a cluster from a seed image. Every key is optional.
apiVersion: v1beta1
kind: ImageBasedConfig
metadata:
  name: example-image-based-config
# Time servers beside those that the seed has.
additionalNTPSources:
  - 0.rhel.pool.ntp.org
  - 1.rhel.pool.ntp.org
hostname: change-to-hostname
# The registry that release images are fetched from.
releaseRegistry: quay.io
# nmstate; the name of an interface is that of the host. More: https://nmstate.io/examples.html
networkConfig:
  interfaces:
    - name: eth0
      type: ethernet
      state: up
      mac-address: '00:00:00:00:00:00'
      ipv4:
        enabled: true
        dhcp: false
        address:
          - ip: 192.168.122.2
            prefix-length: 23
  dns-resolver:
    config:
      server:
        - 192.168.122.1
  routes:
    config:
      - destination: 0.0.0.0/0
        next-hop-address: 192.168.122.1
        next-hop-interface: eth0
`;

export const installationConfigTemplate = `# What an installation ISO is made from. Needed: seedImage, seedVersion, installationDisk, pullSecret.
apiVersion: v1beta1
kind: ImageBasedInstallationConfig
metadata:
  name: example-image-based-installation-config
seedImage: quay.io/openshift-kni/seed-image:4.16.0
# As the seed says it, in quotes: 4.20 without them is the number 4.2.
seedVersion: '4.16.0'
# Best a path below /dev/disk/by-id; serial:... and wwn:... are known too.
installationDisk: /dev/vda
pullSecret: '<your-pull-secret>'
# networkConfig:
#   interfaces:
#     - name: eth0
#       type: ethernet
#       state: up
#       mac-address: '00:00:00:00:00:00'
#       ipv4:
#         enabled: true
#         dhcp: false
#         address:
#           - ip: 192.168.122.2
#             prefix-length: 23
`;
