# Sourced by ./run, ./test and ./bench: finds Swift, installs what is missing, names the build, builds. Prints to stderr only and reads no input.
# shellcheck shell=bash

caller=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 70

say() { printf '%s\n' "$*" >&2; }

# A compiler needs no secret, nor does what installs packages: of what is started through here none sees one, or the first message of a client.
without_secrets() {
  local name arguments=()
  while IFS= read -r name; do arguments+=(-u "$name"); done < <(compgen -e | grep -E '_SECRET(_KEY)?$' || true)
  env "${arguments[@]}" "$@" </dev/null
}

find_swift() {
  local folder
  for folder in "" /opt/swift/usr/bin/ /usr/local/swift/usr/bin/ "${HOME:-/nonexistent}/.local/share/swiftly/bin/"; do
    if command -v "${folder}swift" >/dev/null 2>&1; then
      [ -n "$folder" ] && PATH="$folder:$PATH"
      local version
      version=$(without_secrets swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+' | head -n 1)
      if [ -n "$version" ] && [ "$(printf '%s\n6.3\n' "$version" | sort -V | head -n 1)" = 6.3 ]; then return 0; fi
      say "Swift $version is too old: Bulkhead needs Swift 6.3 or newer."
    fi
  done
  say "Swift 6.3 was not found. Install it with swiftly (https://www.swift.org/install/linux/) and run this again:"
  say "  swiftly install 6.3"
  exit 69
}

# What the build needs from the distribution: headers of libcurl and OpenSSL, and the tool that finds them.
install_packages() {
  local missing=()
  command -v pkg-config >/dev/null 2>&1 || missing+=(pkg-config)
  if command -v dpkg-query >/dev/null 2>&1; then
    local package
    for package in libcurl4-openssl-dev libssl-dev; do
      without_secrets dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
  elif command -v pkg-config >/dev/null 2>&1; then
    without_secrets pkg-config --exists libcurl || missing+=(libcurl4-openssl-dev)
    without_secrets pkg-config --exists libcrypto || missing+=(libssl-dev)
  fi
  missing+=("$@")
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(without_secrets id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    if ! without_secrets apt-get install -y -qq "${missing[@]}" >/dev/null 2>&1; then
      without_secrets apt-get update -qq >&2 || true
      without_secrets apt-get install -y -qq "${missing[@]}" >&2 || { say "apt could not install them"; exit 69; }
    fi
    return 0
  fi
  say "Some packages are missing. As root, type this one line, then run the command again:"
  say "  apt-get update && apt-get install -y ${missing[*]}"
  exit 69
}

# One text for all executables of a build: a hash of everything that is compiled. The workers say it to the gateway, which refuses another one.
name_build() {
  local file=Sources/Shared/CLinux/build_id.generated.h identity line
  identity=$(find Package.swift Sources scripts/hot-functions scripts/prepare.sh -type f ! -name '*.generated.h' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
  line="#define BULKHEAD_BUILD_ID \"$identity\""
  if [ "$(cat "$file" 2>/dev/null)" != "$line" ]; then
    printf '%s\n' "$line" >"$file"
    touch Sources/Shared/CLinux/clinux.c
  fi
  build_identity=$identity
}

has_glibc() {
  local version
  version=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d' ' -f2)
  [ -n "$version" ] && [ "$(printf '%s\n%s\n' "$version" "$1" | sort -V | head -n 1)" = "$1" ]
}

# Release executables in .build/release. Skipped when the sources have not changed since the last time, so that a client starts the server at once.
build_release() {
  local stamp=.build/release-of
  name_build
  if [ "$(cat "$stamp" 2>/dev/null)" = "$build_identity" ] && [ -x .build/release/bulkhead ] &&
    [ -x .build/release/bulkhead-worker ] && [ -x .build/release/bulkhead-paper ]; then return 0; fi
  find_swift
  install_packages
  say "building Bulkhead in release mode (the first time takes a few minutes)"
  # What a call runs through lies side by side, and beside it what a start runs through (scripts/order-functions): after each sleep of the
  # process its code has to be fetched anew, and the kernel maps 16 pages for each one that is touched.
  local product list flags
  for product in bulkhead bulkhead-worker bulkhead-paper; do
    flags=(-Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -use-ld=lld)
    # Whoever needs _StringProcessing imports it: with it come all of the regular expressions, a fifth of a program.
    flags+=(-Xswiftc -Xfrontend -Xswiftc -disable-implicit-string-processing-module-import)
    # Nearly all relocations are of one kind, and take 5 KB instead of 560. Loaders before glibc 2.36 do not know this form.
    if has_glibc 2.36; then flags+=(-Xlinker -z -Xlinker pack-relative-relocs); fi
    list=$root/scripts/hot-functions/$product.txt
    if [ -f "$list" ]; then flags+=(-Xlinker "--symbol-ordering-file=$list" -Xlinker --no-warn-symbol-ordering); fi
    without_secrets swift build -c release --static-swift-stdlib --product "$product" "${flags[@]}" >&2 ||
      { say "the build failed"; exit 70; }
  done
  printf '%s' "$build_identity" >"$stamp"
}
