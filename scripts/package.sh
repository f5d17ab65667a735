#!/usr/bin/env bash
# Makes bulkhead-VERSION-linux-ARCH.tar.gz: the release programs, which need no Swift on the machine they go to, and what installs them.
#
#   scripts/package.sh [FOLDER]    where the tarball goes, .build/package unless given. `./run package` is this.
#
# The same programs make the same bytes: names are sorted, times and owners are fixed. BULKHEAD_PROGRAMS names a folder of programs that
# are packed as they are, without a build.
set -eu -o pipefail
# shellcheck source=scripts/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

case "${1:-}" in
-*)
  say "usage: ./run package [FOLDER]    makes bulkhead-VERSION-linux-ARCH.tar.gz in FOLDER (.build/package)"
  [ "$1" = --help ] || [ "$1" = -h ] && exit 0
  exit 64
  ;;
esac
[ $# -le 1 ] || { say "./run package takes one folder; see ./run package --help"; exit 64; }
target=${1:-$root/.build/package}
case "$target" in /*) ;; *) target=$caller/$target ;; esac

for tool in readelf strip; do
  command -v "$tool" >/dev/null 2>&1 || { say "$tool was not found: apt-get install binutils"; exit 69; }
done
programs=${BULKHEAD_PROGRAMS:-}
if [ -z "$programs" ]; then
  build_release
  programs=$root/.build/release
fi
version=$("$programs/bulkhead" --version | cut -d' ' -f2)
name=bulkhead-$version-linux-$(uname -m)

mkdir -p "$target"
work=$(mktemp -d "$target/.package-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name"/{bin,docs,deploy,Bench}
for program in bulkhead bulkhead-worker bulkhead-paper; do
  cp "$programs/$program" "$work/$name/bin/$program"
  # Names of functions are half of a program, and nothing that runs reads them.
  strip --strip-unneeded "$work/$name/bin/$program"
  chmod 755 "$work/$name/bin/$program"
done
cp README.md ARCHITECTURE.md CONTRIBUTING.md LICENSE "$work/$name/"
# What these lead to; install.sh names the same folders.
cp docs/* "$work/$name/docs/"
cp deploy/* "$work/$name/deploy/"
cp Bench/README.md "$work/$name/Bench/"
cp scripts/install.sh "$work/$name/install.sh"
printf '%s\n' "$version" >"$work/$name/VERSION"
# What the programs need of the distribution, by the names that the loader looks for.
for program in "$work/$name"/bin/*; do
  readelf -d "$program" | sed -nE 's/.*\(NEEDED\).*\[(.*)\].*/\1/p'
done | LC_ALL=C sort -u >"$work/$name/LIBRARIES"
# Only a release build has Swift's runtime within.
if swift=$(grep -E '^lib(_?swift|_?Foundation|_?dispatch|BlocksRuntime)' -i "$work/$name/LIBRARIES"); then
  say "nothing is packed: these programs would need Swift on the machine they go to: $(tr '\n' ' ' <<<"$swift")"
  exit 65
fi
# The newest version of glibc's interface that any of them uses; packed relocations are read by 2.36 and later.
grep -ahoE 'GLIBC_([0-9]+\.[0-9]+|ABI_DT_RELR)' "$work/$name"/bin/* | sed 's/ABI_DT_RELR/2.36/; s/GLIBC_//' |
  LC_ALL=C sort -uV | tail -n 1 >"$work/$name/GLIBC"
chmod 755 "$work/$name/install.sh"
find "$work/$name" -type f ! -path '*/bin/*' ! -name install.sh -exec chmod 644 {} +
find "$work/$name" -type d -exec chmod 755 {} +
(cd "$work/$name" && find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS && chmod 644 SHA256SUMS)

tar -C "$work" --format=ustar --sort=name --mtime="@${SOURCE_DATE_EPOCH:-946684800}" --owner=0 --group=0 --numeric-owner -cf - "$name" |
  gzip -n -"${BULKHEAD_PACKAGE_LEVEL:-9}" >"$work/tarball"
mv "$work/tarball" "$target/$name.tar.gz"
say "needs of the machine: glibc $(cat "$work/$name/GLIBC") or newer, and $(grep -vE '^(ld-linux|libc\.|libm\.)' "$work/$name/LIBRARIES" | tr '\n' ' ')"
printf '%s\n' "$target/$name.tar.gz"
