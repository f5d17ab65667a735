// Starts the paper exchange and measures it: how many requests a second it answers over 32 kept-alive
// connections, how long they take at half the rates that are asked of it, how soon it is there, and what memory
// it needs.
//
//   exchange_load --phase rates|start|memory|hold --logs FOLDER [--results FILE] [--rounds N] [--seconds N]
//                 [--orders N] [--listing FILE] COMMAND ARGUMENT…
//
// `--listing` (start): an exchangeInfo of LISTED_COUNT symbols. `--orders` (memory): how many are placed.
// `hold` prints "process PID", then loads it with signed requests: something for a profiler to look at.
#define _GNU_SOURCE
#include "common.h"
#include "exchange_requests.h"
#include "process_tree.h"
#include "statistics.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LISTED_COUNT 2276
/// Half of the rates that the exchange is to reach (the targets in report.c).
#define UNSIGNED_RATE 7500
#define SIGNED_RATE 4000

static struct exchange_process exchange = {.target = {.name = "bulkhead-paper", .kind = TARGET_RAW}};
static const char *log_folder, *listing;
static FILE *results;
static long round_count = 1, round_seconds = 2, order_count = 1000000;

static void everything_end(void) { target_kill(&exchange.target); }

static void interrupted(int signal_number) { target_was_stopped = signal_number != SIGALRM; }

static void signals_prepare(void) {
  struct sigaction action = {.sa_handler = interrupted};  // no SA_RESTART: a blocked call returns, and fails
  sigaction(SIGALRM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  atexit(everything_end);
}

static const char *options_read(int argc, char **argv) {
  const char *phase = "";
  int index = 1;
  for (; index + 1 < argc && strncmp(argv[index], "--", 2) == 0; index += 2) {
    const char *name = argv[index], *value = argv[index + 1];
    if (strcmp(name, "--phase") == 0)
      phase = value;
    else if (strcmp(name, "--logs") == 0)
      log_folder = value;
    else if (strcmp(name, "--results") == 0)
      results = fopen(value, "ae");
    else if (strcmp(name, "--rounds") == 0)
      round_count = number_argument(name, value, 1, 1000);
    else if (strcmp(name, "--seconds") == 0)
      round_seconds = number_argument(name, value, 1, 60);
    else if (strcmp(name, "--orders") == 0)
      order_count = number_argument(name, value, 1000, 10000000);
    else if (strcmp(name, "--listing") == 0)
      listing = value;
    else
      fail("unknown option %s", name);
  }
  for (; index < argc; index++) {
    if (exchange.target.argument_count + 2 >= TARGET_ARGUMENT_COUNT_MAX) fail("too many arguments");
    exchange.target.arguments[exchange.target.argument_count++] = argv[index];
  }
  if (results == NULL) results = stdout;
  if (log_folder == NULL || exchange.target.argument_count == 0) fail("--logs and a command are needed");
  return phase;
}

static void result_write(const char *metric, const char *unit, struct series *series) {
  fprintf(
    results, "exchange\tbulkhead\t%s\t%s\t%.6g\t%.6g\t%.6g\t%zu\n", metric, unit, series_quantile(series, 0.5),
    series_quantile(series, 0.25), series_quantile(series, 0.75), series->count);
}

static void count_write(const char *metric, const char *unit, double value, long count) {
  fprintf(
    results, "exchange\tbulkhead\t%s\t%s\t%.9g\t%.9g\t%.9g\t%ld\n", metric, unit, value, value, value, count);
}

// ---- rates ---------------------------------------------------------------------------------------------------

/// One kind of load, and what its rounds have given.
struct measured_load {
  const char *name;
  struct load load;
  struct series rate, p50, p99, late, core, generator, processor;
};

static struct measured_load loads[] = {
  {.name = "unsigned", .load = {.kind = REQUEST_PRICE, .depth = 1}},
  {.name = "signed", .load = {.kind = REQUEST_REST, .depth = 1}},
  {.name = "unsigned_half", .load = {.kind = REQUEST_PRICE, .rate = UNSIGNED_RATE, .depth = 1}},
  {.name = "signed_half", .load = {.kind = REQUEST_REST, .rate = SIGNED_RATE, .depth = 1}},
};
#define LOAD_COUNT (int)(sizeof loads / sizeof *loads)

static void load_result_write(
  struct measured_load *measured, const char *metric, const char *unit, struct series *series) {
  char name[64];
  snprintf(name, sizeof name, "%s_%s", measured->name, metric);
  result_write(name, unit, series);
}

static void phase_rates(void) {
  exchange_start(&exchange, log_folder);
  exchange_secret_read(&exchange);
  connections_open(&exchange);
  for (int index = 0; index < 2; index++) {  // warm-up
    struct load load = loads[index].load;
    load.seconds = 1;
    load_run(&exchange, &load);
  }
  for (long round = 0; round < round_count; round++) {
    for (int index = 0; index < LOAD_COUNT; index++) {
      struct measured_load *measured = &loads[index];
      measured->load.seconds = round_seconds;
      struct outcome outcome = load_run(&exchange, &measured->load);
      series_add(&measured->rate, outcome.requests_per_second);
      series_add(&measured->p50, outcome.p50);
      series_add(&measured->p99, outcome.p99);
      series_add(&measured->late, outcome.late_p99);
      series_add(&measured->core, outcome.core_percent);
      series_add(&measured->generator, outcome.generator_percent);
      series_add(&measured->processor, outcome.processor);
    }
  }
  for (int index = 0; index < LOAD_COUNT; index++) {
    struct measured_load *measured = &loads[index];
    load_result_write(measured, "rate", "1/s", &measured->rate);
    load_result_write(measured, "p50", "us", &measured->p50);
    load_result_write(measured, "p99", "us", &measured->p99);
    if (measured->load.rate > 0) load_result_write(measured, "generator_late_p99", "us", &measured->late);
    load_result_write(measured, "core", "%", &measured->core);
    load_result_write(measured, "generator_core", "%", &measured->generator);
    load_result_write(measured, "processor", "us", &measured->processor);
  }
  connections_close();
  target_stop(&exchange.target);
}

// ---- start ---------------------------------------------------------------------------------------------------

/// Of one way to start.
struct measured_start {
  struct series ready, answered, processor;
};

static void start_measure(struct measured_start *measured) {
  uint64_t started = monotonic_nanoseconds();
  exchange_start(&exchange, log_folder);
  series_add(&measured->ready, (double)(monotonic_nanoseconds() - started) / 1e3);
  // One connection counts; the others are opened and closed as well, some microseconds each.
  connections_open(&exchange);
  ping();
  series_add(&measured->answered, (double)(monotonic_nanoseconds() - started) / 1e3);
  series_add(&measured->processor, (double)exchange_processor_nanoseconds(&exchange) / 1e3);
  connections_close();
  target_stop(&exchange.target);
}

static void phase_start(void) {
  static struct measured_start plain, listed;
  if (listing == NULL) fail("--listing is needed");
  struct target *target = &exchange.target;
  for (long round = 0; round < round_count; round++) {
    start_measure(&plain);
    target->arguments[target->argument_count] = "--replay";
    target->arguments[target->argument_count + 1] = (char *)listing;
    start_measure(&listed);
    if (exchange.symbol_count != LISTED_COUNT)
      fail("the exchange lists %ld symbols and not %d", exchange.symbol_count, LISTED_COUNT);
    target->arguments[target->argument_count] = target->arguments[target->argument_count + 1] = NULL;
  }
  result_write("start_ready", "us", &plain.ready);
  result_write("start", "us", &plain.answered);
  result_write("start_processor", "us", &plain.processor);
  result_write("start_listed_ready", "us", &listed.ready);
  result_write("start_listed", "us", &listed.answered);
  result_write("start_listed_processor", "us", &listed.processor);
}

// ---- memory --------------------------------------------------------------------------------------------------

static void phase_memory(void) {
  exchange_start(&exchange, log_folder);
  exchange_secret_read(&exchange);
  connections_open(&exchange);
  ping();
  count_write("resident_at_start", "KiB", (double)exchange_status_kibibytes(&exchange, "VmRSS"), 1);
  struct load load = {.kind = REQUEST_FILL, .count = (unsigned long)order_count, .depth = PIPELINE_DEPTH_MAX};
  struct outcome outcome = load_run(&exchange, &load);
  // The count of the results is that of the orders: report.c judges only the full number.
  long placed = (long)outcome.answered_count;
  long proportional = process_proportional_kibibytes(exchange.target.process);
  count_write("resident", "KiB", (double)exchange_status_kibibytes(&exchange, "VmRSS"), placed);
  count_write("resident_peak", "KiB", (double)exchange_status_kibibytes(&exchange, "VmHWM"), placed);
  if (proportional >= 0) count_write("proportional", "KiB", (double)proportional, placed);
  count_write("orders_placed", "orders", (double)placed, placed);
  count_write("orders_filled", "orders", (double)outcome.filled_count, placed);
  count_write("filled_rate", "1/s", outcome.requests_per_second, placed);
  connections_close();
  target_stop(&exchange.target);
}

static void phase_hold(void) {
  struct load load = {.kind = REQUEST_REST, .seconds = round_seconds, .depth = 1};
  exchange_start(&exchange, log_folder);
  exchange_secret_read(&exchange);
  connections_open(&exchange);
  printf("process %d\n", exchange.target.process);
  fflush(stdout);
  for (long round = 0; round < round_count; round++) load_run(&exchange, &load);
}

int main(int argc, char **argv) {
  const char *phase = options_read(argc, argv);
  signals_prepare();
  if (!processors_choose()) fputs("bench: one processor only: exchange and generator share it\n", stderr);
  if (strcmp(phase, "rates") == 0)
    phase_rates();
  else if (strcmp(phase, "start") == 0)
    phase_start();
  else if (strcmp(phase, "memory") == 0)
    phase_memory();
  else if (strcmp(phase, "hold") == 0)
    phase_hold();
  else
    fail("--phase is one of rates, start, memory, hold");
  return 0;
}
