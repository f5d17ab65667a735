# Sourced by ./bench: the servers under test, as `--target NAME KIND COUNT COMMAND… ;` of the client (client.c).

python_target=(--target python mcp 1 env BINANCE_API_KEY=bench BINANCE_API_SECRET=bench
  "BENCH_EXCHANGE_URL=http://127.0.0.1:{port}" "$work/venv/bin/python" "$root/Bench/python_server.py" ";")
python_version=""
has_product=false
answer_byte_count=420 request_byte_count=160  # when there is no product to take them from

prepare_build() {
  [ -z "$product_folder" ] || return 0
  product_folder=$root/.build/release
  # In a shell of its own, since a build that fails ends it: the floors are measured all the same.
  (build_release) || note "the product could not be built"
}

prepare_product() {
  product_target=(--target bulkhead mcp 1
    "$product_folder/bulkhead" serve --base-url "http://127.0.0.1:{port}" ";")
  if [ ! -x "$product_folder/bulkhead" ] || [ ! -x "$product_folder/bulkhead-worker" ]; then
    note "bulkhead is not built in $product_folder; only the floors are measured."
    return 0
  fi
  if ! run_client --phase probe "${product_target[@]}" >"$work/probe.bulkhead"; then
    note "bulkhead does not answer; its stderr ends:"
    tail -n 5 "$logs/bulkhead.stderr" >&2 || true
    return 0
  fi
  # The relay passes as many bytes as the product: its answer's line, its HTTP request.
  answer_byte_count=$(awk '$1 == "answer" {print $2}' "$work/probe.bulkhead")
  request_byte_count=$(awk '$1 == "request" {print $2}' "$work/probe.bulkhead")
  has_product=true
}

install_python() {
  local environment=$work/venv
  rm -rf "$environment"
  timeout 120 python3 -m venv "$environment" &&
    timeout 240 "$environment/bin/pip" install -q binance-mcp-server &&
    touch "$environment/installed"
}

# Leaves `with_python` true only when the server can be run here; says why otherwise.
prepare_python() {
  $with_python || return 0
  with_python=false
  local python=$work/venv/bin/python
  if [ ! -e "$work/venv/installed" ]; then
    if $quick; then note "--quick: the Python server is not installed yet and is left out"; return 0; fi
    command -v python3 >/dev/null || { note "no python3: the Python server is left out"; return 0; }
    note "installing binance-mcp-server from PyPI (once)"
    if ! install_python >"$logs/pip.log" 2>&1; then
      note "the Python server cannot be installed here and is left out: $(tail -n 1 "$logs/pip.log")"
      return 0
    fi
  fi
  note "probing the Python server"
  if ! run_client --phase probe "${python_target[@]}" >"$work/probe.python" 2>"$logs/probe.log"; then
    note "the Python server does not work here and is left out: $(tail -n 1 "$logs/probe.log")"
    return 0
  fi
  python_version=$("$python" -c 'from importlib.metadata import version as v; print(v("binance-mcp-server"))')
  with_python=true
}

# Sets `chosen`, with COUNT for: relays, product, Python server.
choose_targets() {
  local bytes=(--answer-bytes "$answer_byte_count" --request-bytes "$request_byte_count")
  chosen=(--target relay raw "$1" "$binaries/relay_epoll" --port "{port}" "${bytes[@]}" ";")
  chosen+=(--target blocking raw "$1" "$binaries/relay_blocking" --port "{port}" "${bytes[@]}" ";")
  if $has_product; then chosen+=("${product_target[@]:0:3}" "$2" "${product_target[@]:4}"); fi
  if $with_python; then chosen+=("${python_target[@]:0:3}" "$3" "${python_target[@]:4}"); fi
}

# The paper exchange, without the limits that its requests would meet; sets `exchange`.
choose_exchange() {
  exchange=("$product_folder/bulkhead-paper" --weight-limit 1000000000 --order-limit 1000000000)
  [ -x "${exchange[0]}" ] || { note "bulkhead-paper is not built in $product_folder"; return 1; }
}
