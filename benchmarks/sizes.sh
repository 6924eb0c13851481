#!/bin/sh
# What each extra adds on disk, in MiB, with what pip brings along for it: sh benchmarks/sizes.sh [EXTRA…]
# Needs a package index. `argos` is left out: several gigabytes.
set -eu
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"
extra() {
    "$python" -c "import sys, tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies'][sys.argv[1]], sep='\n')" "$1"
}
for name in ${*:-firefox llm web ray}; do
    folder=$(mktemp -d)
    extra "$name" > "$folder.txt"
    "$python" -m pip install --quiet --no-compile --disable-pip-version-check --target "$folder" --requirement "$folder.txt"
    echo "$name: $(du -sm "$folder" | cut -f1) MiB ($(tr '\n' ' ' < "$folder.txt"))"
    rm -r "$folder" "$folder.txt"
done
