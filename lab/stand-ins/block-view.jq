# What the stand-ins of lsblk and losetup show: the real program's answer as a machine of lab disks would give it.
# $disks is the host's table; $probed is what `blkid --probe --output export` says of each device, one after another.
# In jq, since these programs are started a hundred times in an install, and Node would be most of their cost.

# Whichever of the naming columns was asked for, as a path.
def path_of:
  (.path // .kname // .name // "")
  | if . == "" or startswith("/") then . else "/dev/" + . end;

def is_at_or_below($device):
  . == $device or (startswith($device + "p") and (ltrimstr($device + "p") | test("^[0-9]+$")));

def padded($width): . + (" " * ([0, $width - length] | max) // "");

def identity($disk): {
  type: "disk",
  vendor: ($disk.vendor | padded(8)),
  model: $disk.model,
  serial: $disk.serial,
  wwn: $disk.wwn,
  tran: $disk.transport,
  rm: $disk.removable,
  hotplug: $disk.removable,
  subsystems: (if $disk.transport == "usb" then "block:scsi:usb:pci" else "block:scsi:pci" end)
};

# Only lab disks and their partitions stay; whole disks get the identity of real ones.
def lab_rows($disks):
  [.[] | . as $row | path_of as $path
    | first($disks[] | select(.device as $device | $path | is_at_or_below($device))) as $disk
    | if $path == $disk.device
      then with_entries(.key as $column | if identity($disk) | has($column) then .value = identity($disk)[$column] else . end)
      else . end];

# By device: each begins with its DEVNAME.
def probes($text):
  reduce ($text | split("\n")[] | select(contains("=")) | capture("^(?<name>[^=]*)=(?<value>.*)$")) as $line
    ({now: "", found: {}};
      if $line.name == "DEVNAME" then .now = $line.value
      else .found[.now][$line.name] = $line.value end)
  | .found;

# Columns that lsblk takes from udev's database, which nobody fills here, and their names in blkid.
def probed_columns: {
  fstype: "TYPE", fsver: "VERSION", label: "LABEL", uuid: "UUID", pttype: "PTTYPE", ptuuid: "PTUUID",
  parttype: "PART_ENTRY_TYPE", partlabel: "PART_ENTRY_NAME", partuuid: "PART_ENTRY_UUID",
  partflags: "PART_ENTRY_FLAGS"
};

# udev hands the kind of table down from a disk to its partitions.
def filled($found):
  path_of as $path
  | with_entries(
      .key as $column
      | if .value == null and (probed_columns | has($column))
      then .value = ($found[$path][probed_columns[$column]]
        // (if $column == "pttype" then $found[$path].PART_ENTRY_SCHEME else null end))
      else . end)
  | if (.children | type) == "array" then .children |= map(filled($found)) else . end;

# Lines of `NAME="/dev/loop0" FSTYPE=""`, as `lsblk --pairs` prints them; an empty value is no value.
def parsed_pairs:
  [split("\n")[] | select(. != "")
    | [match("([A-Z:-]+)=\"([^\"]*)\""; "g").captures
        | {key: (.[0].string | ascii_downcase), value: (.[1].string | if . == "" then null else . end)}]
    | from_entries];

def formatted_pairs:
  .[] | to_entries | map("\(.key | ascii_upcase)=\"\(.value // "")\"") | join(" ");

def lsblk_json($disks; $probed):
  probes($probed) as $found | .blockdevices |= (lab_rows($disks) | map(filled($found)));

def lsblk_pairs($disks; $probed):
  probes($probed) as $found | parsed_pairs | lab_rows($disks) | map(filled($found)) | formatted_pairs;

# The lab's own devices are not loops to whoever is inside the host.
def other_loops($disks):
  .loopdevices |= map(select(.name as $name | all($disks[]; .device != $name)))
  | select(.loopdevices != []);
