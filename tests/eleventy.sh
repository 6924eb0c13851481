#!/usr/bin/env bash
# Builds a site with 11ty from finished posts, as their readers do, and looks at what came out.
#   bash tests/eleventy.sh POST.md…
# Each post is translated in all layouts; the site holds the post itself, its bilingual files and the posts per language.
# Exit codes: 0 all well, 1 something is wrong with a page, 2 no posts or no npm. The package goes into $ELEVENTY_DIR where
# that is set (and stays there for the next time), else into a temporary folder. TRANSLATE names the program [translate].
set -euo pipefail

package=@11ty/eleventy@3.1.2

if [ $# = 0 ]; then
  echo "usage: bash tests/eleventy.sh POST.md…" >&2
  exit 2
fi
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
  echo "11ty comes from npm, which is not here. Install Node.js 18 or newer with npm and run this again." >&2
  exit 2
fi

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
folder=${ELEVENTY_DIR:-$site/tool}
mkdir -p "$folder"
if [ "$(cat "$folder/package" 2>/dev/null)" != "$package" ]; then
  log=$(npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error "$package" 2>&1) || {
    printf '%s\n' "$log" "npm could not install $package into $folder. Is the npm registry within reach?" >&2
    exit 2
  }
  echo "$package" >"$folder/package"
fi

mkdir -p "$site/in/posts"
cp "$@" "$site/in/posts/"
mkdir -p "$site/in/_includes"
sed -n 's/^layout: *//p' "$@" | sort -u | while read -r layout; do
  echo '<!doctype html><html lang="{{ lang }}"><title>{{ title }}</title>{{ content | safe }}' >"$site/in/_includes/$layout"
done
here=$(cd "$(dirname "$0")" && pwd)
cp "$here/eleventy.config.mjs" "$site/"
ln -s "$folder/node_modules" "$site/node_modules"
cd "$site/in"
for layout in interleaved per-language; do
  ${TRANSLATE:-translate} run posts/*.md -q --no-memory --format md --layout "$layout" -o "$layout"
done
cd "$site"
TZ=UTC npx --no-install eleventy --config=eleventy.config.mjs --quiet
node "$here/eleventy.check.mjs" "$site/in" "$site/_site"
