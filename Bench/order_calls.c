// The account's and the order tools' figures: the whole server, with a key, in front of the paper exchange.
//
//   order_calls --logs FOLDER --work FOLDER [--results FILE] [--rounds N] [--calls N]
//               --paper COMMAND… ";" --server COMMAND… ";"
//
// In every round a block of each: get_ticker_price, get_balance, and create_order (a limit order that rests; it is
// cancelled before the next) in turn with its floor: two appends with fdatasync on the disk that the journal lies on, then
// the same order put to the exchange by this program itself. What create_order adds is its time less that of its floor,
// each the median of a round. In turn, because what an fdatasync takes hangs together with when the last one was.
#define _GNU_SOURCE
#include "common.h"
#include "exchange_process.h"
#include "keyed_server.h"
#include "statistics.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QUANTITY "0.00100"
#define RECORD_BYTE_COUNT 256  // about what an intent takes in the journal
#define CALL_COUNT_MAX 1000

static struct exchange_process exchange = {.target = {.name = "paper-of-orders", .kind = TARGET_RAW}};
static struct target server = {.name = "bulkhead-orders", .kind = TARGET_MCP};
static const char *log_folder, *work_folder;
static FILE *results;
static long round_count = 20, call_count = 30;
static int connection = -1, disk = -1;
static char resting_price[32];
static unsigned long sequence;

static void everything_end(void) {
  target_kill(&server);
  target_kill(&exchange.target);
}

static void interrupted(int signal_number) { target_was_stopped = signal_number != SIGALRM; }

static void options_read(int argc, char **argv) {
  for (int index = 1; index < argc; index++) {
    const char *name = argv[index], *value = index + 1 < argc ? argv[index + 1] : "";
    if (strcmp(name, "--paper") == 0) {
      target_command_read(&exchange.target, argv, argc, &index);
    } else if (strcmp(name, "--server") == 0) {
      target_command_read(&server, argv, argc, &index);
    } else {
      index++;
      if (strcmp(name, "--logs") == 0)
        log_folder = value;
      else if (strcmp(name, "--work") == 0)
        work_folder = value;
      else if (strcmp(name, "--results") == 0)
        results = fopen(value, "ae");
      else if (strcmp(name, "--rounds") == 0)
        round_count = number_argument(name, value, 1, 1000);
      else if (strcmp(name, "--calls") == 0)
        call_count = number_argument(name, value, 1, CALL_COUNT_MAX);
      else
        fail("unknown option %s", name);
    }
  }
  if (results == NULL) results = stdout;
  if (log_folder == NULL || work_folder == NULL || server.argument_count == 0 || exchange.target.argument_count == 0)
    fail("--logs, --work, --paper and --server are needed");
}

// ---- the exchange's own time -----------------------------------------------------------------------------

static void disk_open(void) {
  char path[4096];
  snprintf(path, sizeof path, "%s/fdatasync", work_folder);
  disk = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (disk < 0) fail("%s: %s", path, strerror(errno));
}

static double direct_order(void) {
  char parameters[512];
  snprintf(
    parameters, sizeof parameters,
    "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=" QUANTITY "&price=%s&newClientOrderId=d-%lu"
    "&recvWindow=3000",
    resting_price, ++sequence);
  double took = (double)order_request(&exchange, connection, "POST", parameters);
  snprintf(parameters, sizeof parameters, "symbol=BTCUSDT&origClientOrderId=d-%lu", sequence);
  order_request(&exchange, connection, "DELETE", parameters);
  return took / 1000;
}

static double disk_append(void) {
  static char record[RECORD_BYTE_COUNT];
  uint64_t started = monotonic_nanoseconds();
  write_whole(disk, record, sizeof record);
  if (fdatasync(disk) != 0) fail("fdatasync: %s", strerror(errno));
  return (double)(monotonic_nanoseconds() - started) / 1000;
}

// ---- the server's ----------------------------------------------------------------------------------------

static double ticker_call(void) {
  size_t count;
  return (double)target_call_tool(
    &server, "get_ticker_price", "{\"symbol\":\"BTCUSDT\"}", "\\\"price\\\":\\\"", NULL, &count);
}

static double balance_call(void) {
  size_t count;
  return (double)target_call_tool(&server, "get_balance", "{}", "\\\"success\\\":true", NULL, &count);
}

static double order_call(void) {
  char arguments[512], id[64], *answer;
  size_t count;
  snprintf(
    arguments, sizeof arguments,
    "{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"" QUANTITY "\",\"price\":\"%s\"}",
    resting_price);
  double took = (double)target_call_tool(
    &server, "create_order", arguments, "\\\"client_order_id\\\":\\\"", &answer, &count);
  char *found = memmem(answer, count, "\\\"client_order_id\\\":\\\"", 22);
  size_t length = strcspn(found + 22, "\\");
  if (length >= sizeof id) fail("a client order id is too long");
  memcpy(id, found + 22, length);
  id[length] = '\0';
  snprintf(arguments, sizeof arguments, "{\"symbol\":\"BTCUSDT\",\"client_order_id\":\"%s\"}", id);
  target_call_tool(&server, "cancel_order", arguments, "\\\"success\\\":true", NULL, &count);
  return took / 1000;
}

struct orders {
  double added, order, direct, append;
};

static struct orders orders_block(void) {
  static double order[CALL_COUNT_MAX], floor[CALL_COUNT_MAX], direct[CALL_COUNT_MAX], append[CALL_COUNT_MAX];
  size_t count = (size_t)call_count;
  for (size_t index = 0; index < count; index++) {
    order[index] = order_call();
    append[index] = (disk_append() + disk_append()) / 2;
    direct[index] = direct_order();
    floor[index] = direct[index] + 2 * append[index];
  }
  struct orders medians = {.order = quantile(order, count, 0.5), .direct = quantile(direct, count, 0.5)};
  medians.append = quantile(append, count, 0.5);
  medians.added = medians.order - quantile(floor, count, 0.5);
  return medians;
}

/// The price to rest at, a tenth below the market; waits until the server may trade. The market worker counts the
/// weight of all requests of this address, and learns only from this question that the exchange was told to grant more.
static void prepare(void) {
  char *answer;
  size_t count;
  target_call_tool(
    &server, "get_symbol_rules", "{\"symbol\":\"BTCUSDT\"}", "\\\"success\\\":true", &answer, &count);
  target_call_tool(
    &server, "get_ticker_price", "{\"symbol\":\"BTCUSDT\"}", "\\\"price\\\":\\\"", &answer, &count);
  char *found = memmem(answer, count, "\\\"price\\\":\\\"", 12);
  snprintf(resting_price, sizeof resting_price, "%ld.00", strtol(found + 12, NULL, 10) * 9 / 10);
  for (int tries = 0; tries < 100; tries++) {
    if (target_try_tool(&server, "trading_status", "{}", "\\\"success\\\":true", &answer, &count)) return;
    usleep(50000);
  }
  fail("the server does not trade: %.*s", (int)(count < 600 ? count : 600), answer);
}

static double block(double (*one)(void)) {
  static double values[CALL_COUNT_MAX];
  for (long index = 0; index < call_count; index++) values[index] = one() / 1000;
  return quantile(values, (size_t)call_count, 0.5);
}

static void result_write(const char *metric, const char *unit, struct series *series) {
  fprintf(
    results, "orders\tbulkhead\t%s\t%s\t%.6g\t%.6g\t%.6g\t%zu\n", metric, unit, series_quantile(series, 0.5),
    series_quantile(series, 0.25), series_quantile(series, 0.75), series->count);
}

int main(int argc, char **argv) {
  struct sigaction action = {.sa_handler = interrupted};
  sigaction(SIGALRM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  options_read(argc, argv);
  atexit(everything_end);
  target_start(&exchange.target, log_folder);
  exchange_ready(&exchange);
  exchange_secret_read(&exchange);
  configuration_write(&exchange, work_folder);
  disk_open();
  connection = exchange_connect(&exchange);
  keyed_server_start(&server, &exchange, work_folder, log_folder);
  prepare();
  static struct series ticker, balance, ratio, order, direct, disk_time, added;
  for (long round = -1; round < round_count; round++) {
    double ticker_time = block(ticker_call), balance_time = block(balance_call);
    struct orders orders = orders_block();
    if (round < 0) continue;  // warm-up
    series_add(&ticker, ticker_time);
    series_add(&balance, balance_time);
    series_add(&ratio, balance_time / ticker_time);
    series_add(&order, orders.order);
    series_add(&direct, orders.direct);
    series_add(&disk_time, orders.append);
    series_add(&added, orders.added);
  }
  result_write("ticker", "us", &ticker);
  result_write("balance", "us", &balance);
  result_write("balance_ratio", "x", &ratio);
  result_write("order", "us", &order);
  result_write("order_direct", "us", &direct);
  result_write("fdatasync", "us", &disk_time);
  result_write("order_added", "us", &added);
  return 0;
}
