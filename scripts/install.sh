#!/bin/sh
# Installs Bulkhead from the folder that this lies in, or takes it away again.
#
#   ./install.sh [PREFIX]              puts programs into PREFIX/bin and documents into PREFIX/share/doc/bulkhead
#   ./install.sh --uninstall [PREFIX]  removes exactly those files
#
# PREFIX is /usr/local unless given; for one user alone it can be "$HOME/.local". Nothing else is touched: no service is started, and no
# configuration, key or journal is made or removed.
set -eu

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit "${code:-1}"; }
# A word as it has to be typed: in single quotes where a character means something to a shell.
quoted() {
  case "$1" in
  *[!A-Za-z0-9_./=:,@%+-]*) printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;;
  *) printf '%s' "$1" ;;
  esac
}
usage="usage: ./install.sh [--uninstall] [PREFIX]    PREFIX is /usr/local unless given"

action=install
if [ "${1:-}" = --uninstall ]; then action=uninstall; shift; fi
case "${1:-}" in
-h | --help) say "$usage"; exit 0 ;;
-*) code=64 fail "$usage" ;;
esac
[ $# -le 1 ] || code=64 fail "$usage"
prefix=${1:-/usr/local}
case "$prefix" in
/*) ;;
*) prefix=$(pwd)/$prefix ;;
esac
prefix=${prefix%/}
here=$(cd "$(dirname "$0")" && pwd)
bin=$prefix/bin
documents=$prefix/share/doc/bulkhead
programs="bulkhead bulkhead-worker bulkhead-paper"
texts="README.md ARCHITECTURE.md CONTRIBUTING.md LICENSE VERSION install.sh"
# What the texts lead to.
folders="docs deploy Bench"

if [ "$action" = uninstall ]; then
  for name in $programs; do rm -f "$bin/$name"; done
  for name in $texts; do rm -f "$documents/$name"; done
  for folder in $folders; do
    [ -f "$documents/$folder/.installed" ] || continue
    # The list was written when they were put there.
    while read -r name; do rm -f "$documents/$folder/$name"; done <"$documents/$folder/.installed"
    rm -f "$documents/$folder/.installed"
    rmdir "$documents/$folder" 2>/dev/null || true
  done
  rmdir "$documents" 2>/dev/null || true
  say "Bulkhead is gone from $prefix. What it keeps for you is where it was: ~/.config/bulkhead, ~/.local/state/bulkhead,"
  say "and what a client's file says of it (before, 'bulkhead install CLIENT --remove' would have taken that away)."
  exit 0
fi

[ -x "$here/bin/bulkhead" ] || fail "There are no programs beside this script: unpack the whole tarball and run it there."
if command -v sha256sum >/dev/null 2>&1; then
  (cd "$here" && sha256sum --quiet -c SHA256SUMS >/dev/null 2>&1) || fail "A file of this folder is not the one that was packed: unpack the tarball again."
fi

# Will they start here? The loader answers, and names what is missing.
for name in $programs; do
  if ! answer=$("$here/bin/$name" --version 2>&1); then
    printf '%s\n' "$answer" | head -n 3 >&2
    say "$name does not start on this machine. It needs glibc $(cat "$here/GLIBC") or newer and:" >&2
    sed 's/^/  /' "$here/LIBRARIES" >&2
    say "Debian and Ubuntu: apt-get install libcurl4 libssl3 libstdc++6 ca-certificates (on newer ones libcurl4t64 libssl3t64)" >&2
    say "Fedora: dnf install libcurl openssl-libs libstdc++ ca-certificates" >&2
    exit 69
  fi
done

# Being root would not help where a file stands in the way.
for place in "$bin" "$documents"; do
  while [ -n "$place" ]; do
    if [ -e "$place" ] && [ ! -d "$place" ]; then fail "$place is no folder: name another PREFIX"; fi
    place=${place%/*}
  done
done
mkdir -p "$bin" "$documents" || fail "$prefix cannot be written: run this as root, or name a folder of yours: ./install.sh \"\$HOME/.local\""
[ -w "$bin" ] || fail "$bin cannot be written: run this as root, or name a folder of yours: ./install.sh \"\$HOME/.local\""
for name in $programs; do
  # In one piece, so that a server that starts at this moment gets the old program or the new one.
  cp "$here/bin/$name" "$bin/.$name.new"
  chmod 755 "$bin/.$name.new"
  mv -f "$bin/.$name.new" "$bin/$name"
done
for name in $texts; do cp "$here/$name" "$documents/$name"; done
for folder in $folders; do
  mkdir -p "$documents/$folder"
  : >"$documents/$folder/.installed"
  for file in "$here/$folder"/*; do
    cp "$file" "$documents/$folder/"
    basename "$file" >>"$documents/$folder/.installed"
  done
done

say "Installed: $("$bin/bulkhead" --version), in $bin"
case ":$PATH:" in
*":$bin:"*) ;;
*) say "$bin is not in your PATH: add it, or type the whole path." ;;
esac
say ""
say "A server that runs keeps the program that it was started with: have its client start it anew."
say "Next:"
command=$(quoted "$bin/bulkhead")
say "  $command tour                              see it work"
say "  $command install claude-desktop --paper    write it into a client (or: claude-code cursor vscode windsurf zed)"
say "  $command doctor                            find what is wrong"
say "Documents: $documents. To take it away: $(quoted "$documents/install.sh") --uninstall $(quoted "${prefix:-/}")"
