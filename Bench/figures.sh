# Sourced by ./bench: one function per figure, each adding its lines to the results.

# A phase, with COUNT for relays, product and Python server, then the client's options. A Python server that
# fails must not cost the others their figures.
measure() {
  choose_targets "${@:1:3}"
  run_client --results "$results" "${@:4}" "${chosen[@]}" && return 0
  if $with_python; then
    note "once more without the Python server"
    with_python=false
    choose_targets "${@:1:3}"
    run_client --results "$results" "${@:4}" "${chosen[@]}" && return 0
  fi
  note "this phase could not be finished"
}

# The Python server refuses more than 1,200 calls a minute: its blocks are small, so that all of them together
# stay below. The exchange grants 61,000 requests in five minutes, which the product counts: 160 rounds of 221 calls
# are 35,000.
measure_call() { measure 200 200 6 --phase call --figure call --rounds "$(rounds 160 20)" --warm-up 1000; }

measure_delay() { measure 10 10 5 --phase call --figure delay --delay-ms 20 --rounds "$(rounds 30 4)"; }

# The Python server takes seconds to start and so takes part in the first rounds only.
measure_start() {
  measure 1000 1000 "$(rounds 5 1)" --phase start --figure start --rounds "$(rounds 40 5)" \
    --target true exit 1000 true ";"
}

measure_memory() { measure 2000 2000 200 --phase memory --figure memory --rounds "$(rounds 3 1)"; }

measure_json() {
  json_file
  build_json || return 0
  "$binaries/json-throughput" "$work/exchangeInfo.json" "$(rounds 60 10)" >>"$results" ||
    note "the JSON reader could not be measured"
}

measure_keys() {
  build_signing || return 0
  "$binaries/signing-speed" "$(rounds 40 5)" >>"$results" || note "signing could not be measured"
}

# On the disk that .build-bench lies on.
measure_journal() {
  local exchange folder=$work/journal
  build_journal || return 0
  rm -rf "$folder"
  mkdir -m 700 "$folder"
  note "writing journals of $(rounds 1000000 100000) records"
  "$binaries/journal-speed" open "$folder" "$(rounds 9 2)" "$(rounds 1000000 100000)" >>"$results" ||
    note "the journal could not be measured"
  # The exchange grants its usual weight: a worker would not know of more before its first order.
  if choose_exchange && build_settlement; then
    note "settling"
    mkdir -m 700 "$folder/settlement"
    # From another folder, as with the orders.
    run_bench env -C / "$binaries/settlement_time" --logs "$logs" --work "$folder/settlement" --results "$results" \
      --rounds "$(rounds 5 1)" --leave "$binaries/journal-speed" \
      --paper "${exchange[@]}" --listen 127.0.0.1:0 ";" \
      --server "$product_folder/bulkhead" serve --base-url "{url}" --config "{config}" --state-folder "{state}" ";" ||
      note "this phase could not be finished: stderr of exchange and server is in $logs"
  fi
  rm -rf "$folder"
}

# A failure (an order that was refused, say) costs the phase its figures, not the others.
exchange_phase() {
  run_bench "$binaries/exchange_load" --logs "$logs" --results "$results" --phase "$@" ||
    note "this phase could not be finished: the exchange's stderr is in $logs"
}

# The memory's orders are of the kind that leaves most behind: limit orders, immediate or cancel, each filled at
# once, buying and selling in turn. They need more than an account begins with.
measure_exchange() {
  local exchange
  choose_exchange || return 0
  json_file
  build_exchange_load || return 0
  exchange_phase start --rounds "$(rounds 20 3)" --listing "$work/exchangeInfo.json" "${exchange[@]}"
  exchange_phase rates --rounds "$(rounds 9 2)" --seconds "$(rounds 2 1)" "${exchange[@]}"
  note "placing $(rounds 1000000 100000) orders"
  exchange_phase memory --orders "$(rounds 1000000 100000)" "${exchange[@]}" \
    --balance USDT=1000000000 --balance BTC=1000
}

# The whole server with a key, in front of a paper exchange of its own, with the journal on the disk that .build-bench
# lies on.
measure_orders() {
  local exchange folder=$work/orders
  choose_exchange || return 0
  build_order_calls || return 0
  rm -rf "$folder"
  mkdir -m 700 "$folder"
  # From another folder: a server that may trade takes no configuration from below its working directory.
  run_bench env -C / "$binaries/order_calls" --logs "$logs" --work "$folder" --results "$results" --rounds "$(rounds 20 3)" \
    --paper "${exchange[@]}" --listen 127.0.0.1:0 --key-dir "$folder/keys" ";" \
    --server "$product_folder/bulkhead" serve --base-url "{url}" --config "{config}" --state-folder "{state}" ";" ||
    note "this phase could not be finished: stderr of exchange and server is in $logs"
}

machine_print() {
  local processor compiler_version swift_version
  processor=$(awk -F': *' '/^model name/ {print $2; exit}' /proc/cpuinfo)
  compiler_version=$("$compiler" --version | head -n 1)
  swift_version=$(swift --version 2>/dev/null | grep -m 1 version || echo 'no Swift')
  echo "Bulkhead, $(date -u '+%Y-%m-%d %H:%M UTC'): medians of interleaved rounds, one HTTP server on loopback"
  echo "Machine: $(nproc) cores ($processor), Linux $(uname -r) $(uname -m)"
  echo "Load before: $(cut -d' ' -f1-3 /proc/loadavg)"
  echo "Toolchain: $compiler_version; $swift_version"
  if $with_python; then
    echo "Python server: binance-mcp-server $python_version, $("$work/venv/bin/python" --version)"
  fi
  if asks_for_servers; then
    echo "Relays pass as many bytes: answer line $answer_byte_count, HTTP request $request_byte_count"
  fi
}
