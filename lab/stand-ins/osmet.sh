#!/bin/sh
# Stands in for the osmet data of a live ISO, not for coreos-installer: the real program runs, and where an
# ISO would let it find the image by itself, it is told of the lab's image file.
image=/run/ibi-lab/base-image
real=/run/ibi-lab/coreos-installer
if [ "$1" != install ]; then
	exec "$real" "$@"
fi
for word; do
	case "$word" in
		--image-file | --image-url | --stream | --image-file=* | --image-url=* | --stream=* | -f | -u | -s | --help | -h)
			exec "$real" "$@"
			;;
	esac
done
exec "$real" "$@" --image-file "$image" --insecure
