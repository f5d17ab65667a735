# Sourced by ./bench: MCP over HTTP, with http_load.c as the clients.

http_servers=()

# The line of a file that has it, once a process has written it; nothing after ten seconds.
line_of() {
  local file=$1 pattern=$2 attempt
  for attempt in {1..100}; do
    if grep -m 1 -oE "$pattern" "$file" 2>/dev/null; then return 0; fi
    sleep 0.1
  done
}

# Starts the product as an HTTP server with options of its own; sets `port` and `server`.
start_http() {
  local name=$1
  "${clean_environment[@]}" "$product_folder/bulkhead" serve "${@:2}" --transport streamable-http --port 0 \
    --no-token --state-folder "$folder/state.$name" 7>&- 8>&- </dev/null 2>"$logs/http.$name.stderr" &
  server=$!
  http_servers+=("$server")
  port=$(line_of "$logs/http.$name.stderr" 'http://127.0.0.1:[0-9]+' | grep -oE '[0-9]+$')
}

# Ends what this phase has started and not ended yet.
end_http() {
  kill "${http_servers[@]}" 2>/dev/null || true
  wait "${http_servers[@]}" 2>/dev/null || true
  http_servers=()
}

# Exchange, servers and relay run for as long as this function; the load is a process of its own.
measure_http() {
  local folder=$work/http exchange_port port relay_port quiet_port server exchange load=("$binaries/http_load")
  [ -x "$product_folder/bulkhead" ] || { note "bulkhead is not built in $product_folder"; return 0; }
  build_http_load
  rm -rf "$folder"
  mkdir -m 700 "$folder"
  ulimit -n "$(ulimit -Hn)"
  mkfifo "$folder/input"
  "$binaries/loopback_exchange" <"$folder/input" >"$folder/exchange" 8>&- &
  exchange=$!
  exec 7>"$folder/input"
  exchange_port=$(line_of "$folder/exchange" '[0-9]+$')
  "$binaries/relay_http" --port "$exchange_port" --answer-bytes 443 --request-bytes "$request_byte_count" \
    >"$folder/relay" 7>&- 8>&- &
  http_servers+=("$!")
  relay_port=$(line_of "$folder/relay" '[0-9]+$')
  start_http market --base-url "http://127.0.0.1:$exchange_port"
  sleep 1
  # Without a key it lists what reads the market, and its own status.
  http_load size "$port" 1
  http_load ping "$port" "$(rounds 10 2)"
  http_load call "$port" "$(rounds 60 5)" "$relay_port"
  http_load fair "$port" "$(rounds 1000 200)"
  end_http
  # Two alike, of which one gets the idle sessions.
  start_http quiet --base-url "http://127.0.0.1:$exchange_port"
  quiet_port=$port
  start_http idle --base-url "http://127.0.0.1:$exchange_port"
  sleep 1
  http_load idle "$port" "$(rounds 10000 1000)" "$(pgrep -P "$server" -x bulkhead | head -n 1)" "$quiet_port"
  end_http
  exec 7>&-
  wait "$exchange" 2>/dev/null || true
  # Every tool there is: the paper exchange brings a key for each of them.
  start_http all --paper --tools all
  sleep 1
  http_load list "$port" "$(rounds 60 5)"
  end_http
}

http_load() {
  run_bench "${load[@]}" "$1" "$results" "${@:2}" 7>&- ||
    note "this phase could not be finished: the servers' stderr is in $logs"
}
