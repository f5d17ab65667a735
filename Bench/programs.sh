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

build_order_calls() {
  build_c order_calls order_calls.c exchange_process.c target.c process_tree.c statistics.c common.c -lcrypto && return 0
  note "order_calls could not be built (libssl-dev?): the order tools are not measured"
  return 1
}

# Without Swift there are still the floors to measure, and a product that was built elsewhere.
find_swift_if_any() {
  if (find_swift) >/dev/null 2>&1; then find_swift; else note "no Swift 6.3 here: nothing of the product is built"; fi
}

# The reader of the product, built as the product is (same language features, optimised as a module of its own),
# with a main file that only measures. Not a target of Package.swift: nothing that ships should be there for the
# benchmark's sake.
build_json() {
  local program=$binaries/json-throughput main=$root/Bench/JSONThroughput/main.swift source newer=false
  local sources=("$root"/Sources/Shared/Values/*.swift)
  command -v swiftc >/dev/null || { note "no swiftc in PATH: the JSON reader is not measured"; return 1; }
  for source in "${sources[@]}" "$main"; do [ "$source" -ot "$program" ] || newer=true; done
  $newer || return 0
  note "building the JSON reader (swiftc -O)"
  local features=(-strict-memory-safety) feature
  for feature in ExistentialAny InternalImportsByDefault MemberImportVisibility NonisolatedNonsendingByDefault
  do features+=(-enable-upcoming-feature "$feature"); done
  # One chain, since `set -e` is off inside a condition.
  {
    swiftc -swift-version 6 -O -wmo -parse-as-library "${features[@]}" -module-name Values \
      -emit-module -emit-module-path "$work/Values.swiftmodule" -c "${sources[@]}" -o "$work/Values.o" &&
      swiftc -swift-version 6 -O -static-stdlib -I "$work" "$main" "$work/Values.o" -o "$program"
  } >&2
}

# The signing module of the product, with a main file that only measures.
build_signing() {
  local program=$binaries/signing-speed main=$root/Bench/SigningSpeed/main.swift source newer=false
  local crypto=$root/Sources/Shared/CCrypto sources=("$root"/Sources/Shared/Signing/*.swift)
  command -v swiftc >/dev/null || { note "no swiftc in PATH: signing is not measured"; return 1; }
  for source in "${sources[@]}" "$main" "$crypto"/*; do [ "$source" -ot "$program" ] || newer=true; done
  $newer || return 0
  note "building the signing module (swiftc -O)"
  local features=(-strict-memory-safety) feature
  for feature in ExistentialAny InternalImportsByDefault MemberImportVisibility NonisolatedNonsendingByDefault
  do features+=(-enable-upcoming-feature "$feature"); done
  {
    swiftc -swift-version 6 -O -wmo -parse-as-library "${features[@]}" -module-name Signing -I "$crypto" \
      -emit-module -emit-module-path "$work/Signing.swiftmodule" -c "${sources[@]}" -o "$work/Signing.o" &&
      swiftc -swift-version 6 -O -static-stdlib -I "$work" -I "$crypto" "$main" "$work/Signing.o" -lcrypto \
        -o "$program"
  } >&2
}

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
