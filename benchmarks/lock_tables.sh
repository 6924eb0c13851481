#!/bin/sh
# Makes the tables of docs/terminology.md anew, in a quarter of an hour on two cores:  sh benchmarks/lock_tables.sh
set -eu
cd "$(dirname "$0")/.."
python="${PYTHON:-python}"
cedict="corpus/cedict.tsv.zst"
lock() { "$python" benchmarks/lock.py "$@" --dictionary "$cedict" --segments "${SEGMENTS:-100}" --into docs/terminology.md; }

lock sets/*.tsv --engine starter --part starter \
    --order apart --order slot --order "slot piece" --order "plain slot piece" --order "plain slot surrogate piece"
lock sets/*.tsv --engine starter --slotless --part slotless \
    --order apart --order "surrogate piece" --order "plain surrogate piece" --order "splice surrogate piece"
lock sets/tatoeba.dev.tsv --engine tests/models/unslotted --part tiny \
    --order apart --order "splice piece" --order "surrogate piece" --order "splice surrogate piece"
