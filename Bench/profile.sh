# Sourced by ./bench: --profile, which says where the time goes instead of how much of it there is.

# Recording, then perf's options. Percentages are of what is shown, so of one process when that is asked for.
profile_report() {
  perf report -i "$1" --stdio --no-children -g none --percentage relative --percent-limit 0.3 "${@:2}" 2>/dev/null |
    grep -v -e '^#' -e '^$' | head -n 40 || true
}

# System calls first: a traced server is slow and uses few of the requests that it may send in five minutes.
profile_processes() {
  local process data=$work/profile.data
  if command -v strace >/dev/null; then
    for process in "$@"; do
      echo "== $(process_title "$process"): system calls in 2 s"
      timeout --signal=INT 2 strace -c -f -p "$process" 2>&1 | grep -v '^strace:' | head -n 20 || true
    done
  fi
  if command -v perf >/dev/null; then
    perf record -q -F 4999 -g -e cpu-clock -p "$(IFS=,; echo "$*")" -o "$data" -- sleep 3 \
      >"$logs/perf.log" 2>&1 || cat "$logs/perf.log"
    echo "== perf, 3 s: processes, then programs and libraries"
    profile_report "$data" --sort pid
    profile_report "$data" --sort dso
    for process in "$@"; do
      echo "== $(process_title "$process"): perf, 3 s"
      profile_report "$data" --pid "$process" --sort dso,symbol | cut -c1-150
    done
  fi
}

process_title() { echo "$(tr '\0' ' ' <"/proc/$1/cmdline" | cut -c1-80)($1)"; }

# Without perf: slower by a factor of about fifty, but it counts instructions, which need no permission.
profile_with_callgrind() {
  note "no perf: callgrind, which slows everything down"
  run_client --phase hold --warm-up 20 --seconds 30 --target bulkhead mcp 1 \
    valgrind -q --tool=callgrind --trace-children=yes "--callgrind-out-file=$work/callgrind.%p" \
    "${product_target[@]:4}"
  local data
  for data in "$work"/callgrind.*; do
    echo "== $data"
    callgrind_annotate "$data" | head -n 40 || true
    rm -f "$data"
  done
}

# Has the product called all the while and leaves its processes in `processes`.
hold_product() {
  : >"$work/hold"
  "${clean_environment[@]}" "${client[@]}" --phase hold --warm-up 1000 --seconds 25 "${product_target[@]}" >"$work/hold" 8>&- &
  client_process=$!
  for _ in $(seq 100); do grep -q '^process' "$work/hold" && break; sleep 0.1; done
  sleep 0.5
  mapfile -t processes < <(awk '$1 == "process" {print $2}' "$work/hold")
}

let_go() {
  stop_client
  wait "$client_process" 2>/dev/null || true
  client_process=0
}

profile_call() {
  if ! command -v perf >/dev/null && command -v valgrind >/dev/null; then
    profile_with_callgrind
    return
  fi
  local processes
  hold_product
  profile_processes "${processes[@]}"
  let_go
}

# What a call takes is the same while the exchange takes its time.
profile_delay() { profile_call; }

# Twenty starts until the first tool is answered.
profile_start() {
  command -v perf >/dev/null || { note "no perf"; return 2; }
  local data=$work/profile.data
  perf record -q -F 4999 -g -e cpu-clock -o "$data" -- "${clean_environment[@]}" "${client[@]}" --phase start \
    --figure profile --rounds 20 --results /dev/null "${product_target[@]:0:3}" 1000 "${product_target[@]:4}" \
    >"$logs/perf.log" 2>&1 8>&- || cat "$logs/perf.log"
  echo "== perf, 20 starts: programs, then libraries, then functions"
  profile_report "$data" --sort comm
  profile_report "$data" --sort comm,dso
  profile_report "$data" --sort comm,dso,symbol | cut -c1-150
}

# Each process's proportional set size by what is mapped, in KiB.
profile_memory() {
  local process processes
  hold_product
  for process in "${processes[@]}"; do
    echo "== $(process_title "$process"): KiB (PSS) by mapping, then of it dirty and its own"
    awk '/^[0-9a-f]+-[0-9a-f]+ / {name = NF > 5 ? $6 : "anonymous"; for (field = 7; field <= NF; field++) name = name " " $field}
      /^Pss:/ {all[name] += $2; sum += $2} /^Private_Dirty:/ {dirty[name] += $2; dirty_sum += $2}
      END {printf "%8d %8d all\n", sum, dirty_sum; for (name in all) if (all[name] > 0) printf "%8d %8d %s\n", all[name], dirty[name], name}' \
      "/proc/$process/smaps" | sort -rn | head -n 25
  done
  let_go
}

# Under signed orders, placed and cancelled as fast as 32 connections go.
profile_exchange() {
  local exchange process
  choose_exchange && build_exchange_load || return 2
  : >"$work/hold"
  "${clean_environment[@]}" "$binaries/exchange_load" --logs "$logs" --phase hold --seconds 30 "${exchange[@]}" \
    >"$work/hold" 8>&- &
  client_process=$!
  for _ in $(seq 100); do grep -q '^process' "$work/hold" && break; sleep 0.1; done
  sleep 0.5
  process=$(awk '$1 == "process" {print $2}' "$work/hold")
  [ -n "$process" ] || { note "the exchange could not be loaded"; return 2; }
  profile_processes "$process"
  let_go
}

profile_json() {
  json_file
  build_json || return 2
  command -v perf >/dev/null || { note "no perf"; return 2; }
  local what data=$work/profile.data
  for what in validate build decode; do
    echo "== JSON reader, $what: perf, 4 s"
    perf record -q -F 4999 -g -e cpu-clock -o "$data" \
      "$binaries/json-throughput" "$work/exchangeInfo.json" "$what" 4
    profile_report "$data"
  done
}
