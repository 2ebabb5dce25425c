#!/bin/sh
# Stands in for `pvscan` at the edge, where no logical volumes are: it finds none, and keeps how it was asked.
echo "$*" >>/run/ibi-lab/pvscan
