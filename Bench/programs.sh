# Sourced by ./bench: builds the programs of the benchmark into .build-bench.

# Program, then its sources.
build_c() {
  local program=$binaries/$1 source newer=false
  shift
  for source in "$root"/Bench/*.[ch]; do [ "$source" -ot "$program" ] || newer=true; done
  $newer || return 0
  (cd "$root/Bench" && "$compiler" -O2 -std=gnu17 -Wall -Wextra "$@" -o "$program")
}

compiler=${CC:-gcc}

build_floors() {
  if ! command -v "$compiler" >/dev/null; then (install_packages gcc libc6-dev) || exit 2; fi
  build_c loopback_exchange loopback_exchange.c common.c
  build_c relay_epoll relay_epoll.c relay.c common.c
  build_c relay_blocking relay_blocking.c relay.c common.c
  build_c client client.c phases.c target.c process_tree.c statistics.c common.c
  build_c report report.c common.c
}

# Signs its requests with libcrypto, whose headers the product's build needs as well.
build_exchange_load() {
  build_c exchange_load exchange_load.c exchange_requests.c exchange_process.c target.c process_tree.c statistics.c \
    common.c -lcrypto && return 0
  note "exchange_load could not be built (libssl-dev?): the paper exchange is not measured"
  return 1
}

build_http_load() {
  build_c http_load http_load.c http_client.c statistics.c common.c
  build_c relay_http relay_http.c relay.c common.c
}

build_order_calls() {
  build_c order_calls order_calls.c keyed_server.c exchange_process.c target.c process_tree.c statistics.c common.c -lcrypto && return 0
  note "order_calls could not be built (libssl-dev?): the order tools are not measured"
  return 1
}

build_settlement() {
  build_c settlement_time settlement_time.c keyed_server.c exchange_process.c target.c process_tree.c statistics.c \
    common.c -lcrypto && return 0
  note "settlement_time could not be built (libssl-dev?): settling is not measured"
  return 1
}

# Without Swift there are still the floors to measure, and a product that was built elsewhere.
find_swift_if_any() {
  if (find_swift) >/dev/null 2>&1; then find_swift; else note "no Swift 6.3 here: nothing of the product is built"; fi
}

# Modules of the product, built as the product is (same language features, each optimised as a module of its own), with a
# main file that only measures. Not targets of Package.swift: nothing that ships should be there for the benchmark's sake.
modules=$work/modules

# Whether one of some files is newer than another.
is_newer() {
  local file=$1 source
  shift
  for source in "$@"; do [ "$source" -ot "$file" ] || return 0; done
  return 1
}

# Name, folder of its sources, the objects that it may be built on.
build_module() {
  local name=$1 folder=$root/Sources/$2 features=(-strict-memory-safety) feature
  shift 2
  is_newer "$modules/$name.o" "$folder"/*.swift "$@" || return 0
  note "building the module $name (swiftc -O)"
  for feature in ExistentialAny InternalImportsByDefault MemberImportVisibility NonisolatedNonsendingByDefault
  do features+=(-enable-upcoming-feature "$feature"); done
  swiftc -swift-version 6 -O -wmo -parse-as-library "${features[@]}" -package-name bulkhead -module-name "$name" \
    -I "$modules" -I "$modules/CLinux" -I "$root/Sources/Shared/CCrypto" -emit-module -emit-module-path "$modules/$name.swiftmodule" \
    -c "$folder"/*.swift -o "$modules/$name.o" >&2 || return 1
  touch "$modules/$name.o"  # the compiler leaves a file that would not change as it is
}

# The C side that LinuxIO is built on.
build_clinux() {
  local folder=$root/Sources/Shared/CLinux source
  mkdir -p "$modules/CLinux"
  printf 'module CLinux { umbrella "%s" export * }\n' "$folder/include" >"$modules/CLinux/module.modulemap"
  for source in "$folder"/*.c; do
    local object=$modules/CLinux/$(basename "$source" .c).o
    if is_newer "$object" "$folder"/*.c "$folder"/*.h "$folder"/include/*; then
      "$compiler" -O2 -std=gnu17 -I "$folder/include" -c "$source" -o "$object" || return 1
    fi
  done
}

# Program, its main file's folder, the modules that it is linked with, in an order in which each comes after what it is
# built on.
build_swift() {
  local program=$binaries/$1 main=$root/Bench/$2/main.swift objects=() libraries=() folder name
  shift 2
  command -v swiftc >/dev/null || { note "no swiftc in PATH: this is not measured"; return 1; }
  mkdir -p "$modules"
  for name in "$@"; do
    folder=Shared
    case $name in
      CLinux)
        name_build
        build_clinux || return 1
        objects+=("$modules"/CLinux/*.o)
        continue ;;
      Signing) libraries+=(-lcrypto) ;;
      Journal) folder=Worker ;;
    esac
    build_module "$name" "$folder/$name" "${objects[@]}" || return 1
    objects+=("$modules/$name.o")
  done
  is_newer "$program" "$main" "${objects[@]}" || return 0
  swiftc -swift-version 6 -O -static-stdlib -package-name bulkhead -I "$modules" -I "$modules/CLinux" \
    -I "$root/Sources/Shared/CCrypto" "$main" "${objects[@]}" "${libraries[@]}" -o "$program" >&2
}

build_json() { build_swift json-throughput JSONThroughput Values; }
build_signing() { build_swift signing-speed SigningSpeed Signing; }
build_journal() { build_swift journal-speed JournalSpeed CLinux Values LinuxIO Signing Catalog Journal; }

# The recorded answer when the reference folder is beside the repository, else one of the same shape and about
# the same size.
json_origin=""
json_file() {
  local file=$work/exchangeInfo.json
  local recorded=$root/../shared/reference/binance/real/exchangeInfo_spot_2023-08-13.json.gz
  if [ -r "$recorded" ]; then
    gzip -dc "$recorded" >"$file"
    json_origin="the recorded exchangeInfo of 2023-08-13"
  else
    awk -f "$root/Bench/exchange_information.awk" >"$file"
    json_origin="a generated exchangeInfo (the recorded one is not here)"
  fi
  json_origin+=", $(wc -c <"$file") bytes"
}
