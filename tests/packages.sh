#!/usr/bin/env bash
# packages.sh FOLDER: whether the wheel and the sdist there hold the starter model, the data, the licences and the types.
set -euo pipefail
parts=(
  bilingual/py.typed bilingual/engines/starter/LICENSE bilingual/engines/starter/SOURCES.md bilingual/engines/starter/model/model.bin
  bilingual/formats/docx/writing/parts/styles.xml bilingual/formats/html/assets/page.js bilingual/web/page/index.html
  bilingual/formats/json/records.schema.json
)
python3 -m zipfile -l "$1"/bilingual-*.whl >"$1/wheel.txt"
python3 -m tarfile -l "$1"/bilingual-*.tar.gz >"$1/sdist.txt"
for part in "${parts[@]}"; do
  for list in wheel sdist; do
    grep -q "$part" "$1/$list.txt" || { echo "The $list lacks $part." >&2; exit 1; }
  done
done
grep -q 'dist-info/licenses/LICENSE' "$1/wheel.txt" || { echo "The wheel lacks its licence." >&2; exit 1; }
