#!/bin/sh
# Compares the catalog with what the providers list now. Exit code 1 when they are more than 1000 models apart.
exec "$(dirname "$0")/../catalog-sync" verify "$@"
