#!/bin/sh
# The main job on the files beside this script: sh Examples/demo.sh .build/release/metadex
set -u
metadex=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")" || exit 1
store=$(mktemp -d)
trap 'rm -rf "$store"' EXIT
METADEX_STORE=$store/demo.db
export METADEX_STORE

# Shows a command as one would type it, runs it, and checks its exit status.
step() {
    expected=$1
    shift
    printf '\n$ metadex'
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9@_.,:/=-]*) printf ' "%s"' "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$metadex" "$@" 2>&1
    status=$?
    if [ "$status" != "$expected" ]; then
        echo "demo: exit status $status, expected $expected" >&2
        exit 1
    fi
}

echo "1. A schema says what metadata may be."
step 0 schema import schema.yaml

echo
echo "2. An upload with planted faults is checked: every fault, with its place."
step 1 validate faults.json --schema schema.yaml --max-findings 0

echo
echo "3. What is certain can be mended; a dry run shows how."
step 1 fix faults.json --schema schema.yaml --dry-run

echo
echo "4. A good upload of every kind is checked and stored."
step 0 validate rides.json
step 0 import rides.json --folder rides
step 0 folders

echo
echo "5. What is stored can be filtered, sorted and counted."
step 0 query "weather = 'rain' AND speed > 100" --sort captured_at:desc --select @title,speed,captured_at
step 0 query "is_night AND @kind IN ('video', 'imageGroup')" --facet site
step 0 query "position -> latitude > 59.45" --count

cat <<'END'

Try next, in the folder Examples:
  metadex validate your-upload.json               check your own file, no schema needed
  metadex schema infer your-upload.json           propose a schema for it
  metadex explain enum-unknown-option             why a rule exists
  metadex query "wether = 'rain'"                 a query cannot lie
`make install` puts metadex on your PATH; README.md has a five-minute tour.
END
