#!/bin/sh
# Wall time and peak memory of `metadex validate` on generated uploads, every check on.
#
#   sh Benchmarks/validate.sh .build/release/metadex [ITEMS...]
#
# Prints one line a file: items, bytes, median seconds of five runs, peak resident memory.
set -eu

metadex=$1
shift
[ $# -gt 0 ] || set -- 20000 100000 500000
folder=$(dirname "$0")
data=$folder/data
mkdir -p "$data"
python3 "$folder/generate.py" --schema "$data/schema.json"

printf '%10s %12s %10s %10s\n' items bytes seconds MB
for items in "$@"; do
    file=$data/$items.json
    [ -f "$file" ] || python3 "$folder/generate.py" --items "$items" -o "$file"
    python3 - "$metadex" "$file" "$data/schema.json" "$items" <<'PYTHON'
import os, statistics, subprocess, sys, time

metadex, file, schema, items = sys.argv[1:]
seconds, megabytes = [], []
for run in range(6):
    start = time.perf_counter()
    child = subprocess.Popen([metadex, "validate", file, "--schema", schema, "-q"],
                             stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{file} was not found clean")
    if run:  # the first run warms the page cache
        seconds.append(time.perf_counter() - start)
        megabytes.append(usage.ru_maxrss / 1024)
print(f"{items:>10} {os.path.getsize(file):>12} {statistics.median(seconds):>10.3f} {max(megabytes):>10.0f}")
PYTHON
done
