// The account's and the order tools' figures: the whole server, with a key, in front of the paper exchange.
//
//   order_calls --logs FOLDER --work FOLDER [--results FILE] [--rounds N] [--calls N]
//               --paper COMMAND… ";" --server COMMAND… ";"
//
// In every round a block of each: get_ticker_price, get_balance, create_order (a limit order that rests; it is
// cancelled before the next), the same order put to the exchange by this program itself, and an append with
// fdatasync on the disk that the journal lies on. What create_order adds is its time less the exchange's own and
// less two of those fdatasync, within a round.
#define _GNU_SOURCE
#include "common.h"
#include "exchange_process.h"
#include "statistics.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/hmac.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
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

static void command_read(struct target *target, char **argv, int argc, int *index) {
  for (*index += 1; *index < argc && strcmp(argv[*index], ";") != 0; *index += 1) {
    if (target->argument_count + 1 >= TARGET_ARGUMENT_COUNT_MAX) fail("too many arguments");
    target->arguments[target->argument_count++] = argv[*index];
  }
}

static void options_read(int argc, char **argv) {
  for (int index = 1; index < argc; index++) {
    const char *name = argv[index], *value = index + 1 < argc ? argv[index + 1] : "";
    if (strcmp(name, "--paper") == 0) {
      command_read(&exchange.target, argv, argc, &index);
    } else if (strcmp(name, "--server") == 0) {
      command_read(&server, argv, argc, &index);
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

/// The file that lets the server trade there: hosts, and limits far above what is placed.
static void configuration_write(void) {
  char path[4096];
  snprintf(path, sizeof path, "%s/bulkhead.json", work_folder);
  int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) fail("%s: %s", path, strerror(errno));
  char text[1024];
  int count = snprintf(
    text, sizeof text,
    "{\"hosts\":{\"spot\":\"http://127.0.0.1:%d\",\"futures\":\"http://127.0.0.1:%d\"},"
    "\"trading\":{\"enabled\":true,\"symbols\":[\"BTCUSDT\"],\"max_order_notional\":\"1000\","
    "\"max_daily_notional\":\"1000000000\"}}\n",
    exchange.port, exchange.port);
  write_whole(descriptor, text, (size_t)count);
  close(descriptor);
  snprintf(path, sizeof path, "%s/fdatasync", work_folder);
  disk = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (disk < 0) fail("%s: %s", path, strerror(errno));
}

/// Puts the exchange's port and key into the server's arguments and environment: "{port}" in an argument, and the
/// variables that people set.
static void server_start(void) {
  static char url[64];
  snprintf(url, sizeof url, "http://127.0.0.1:%d", exchange.port);
  for (int index = 0; index < server.argument_count; index++)
    if (strcmp(server.arguments[index], "{url}") == 0) server.arguments[index] = url;
  setenv("BINANCE_API_KEY", exchange.key, 1);
  setenv("BINANCE_API_SECRET_FILE", exchange.secret_path, 1);
  target_start(&server, log_folder);
  unsetenv("BINANCE_API_KEY");
  unsetenv("BINANCE_API_SECRET_FILE");
  target_initialize(&server);
  target_initialized(&server);
}

// ---- the exchange's own time -----------------------------------------------------------------------------

static void exchange_connect(void) {
  int on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)exchange.port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) != 0)
    fail("cannot connect to the exchange: %s", strerror(errno));
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// One signed request, from before its write until its answer has been read; the answer must be a 200.
static uint64_t exchange_request(const char *method, const char *parameters) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  char query[1024], request[2048], answer[16384];
  int length = snprintf(
    query, sizeof query, "%s&timestamp=%lld", parameters, (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
  unsigned char digest[32];
  unsigned int digest_count = 0;
  HMAC(
    EVP_sha256(), exchange.secret, exchange.secret_byte_count, (unsigned char *)query, (size_t)length, digest,
    &digest_count);
  length += snprintf(query + length, sizeof query - (size_t)length, "&signature=");
  for (unsigned int index = 0; index < digest_count; index++)
    length += snprintf(query + length, sizeof query - (size_t)length, "%02x", digest[index]);
  int count = snprintf(
    request, sizeof request, "%s /api/v3/order?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-MBX-APIKEY: %s\r\n%s\r\n", method,
    query, exchange.key, method[0] == 'P' ? "Content-Length: 0\r\n" : "");
  uint64_t started = monotonic_nanoseconds();
  write_whole(connection, request, (size_t)count);
  size_t received = 0;
  for (;;) {
    ssize_t got = read(connection, answer + received, sizeof answer - 1 - received);
    if (got <= 0) fail("the exchange closed the connection");
    received += (size_t)got;
    answer[received] = '\0';
    char *body = strstr(answer, "\r\n\r\n"), *announced = strcasestr(answer, "\r\ncontent-length:");
    if (body == NULL || announced == NULL) continue;
    if (received >= (size_t)(body + 4 - answer) + (size_t)atol(announced + 17)) break;
  }
  uint64_t ended = monotonic_nanoseconds();
  if (strncmp(answer, "HTTP/1.1 200", 12) != 0) fail("the exchange refused: %.300s", answer);
  return ended - started;
}

static double direct_order(void) {
  char parameters[512];
  snprintf(
    parameters, sizeof parameters,
    "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=" QUANTITY "&price=%s&newClientOrderId=d-%lu"
    "&recvWindow=3000",
    resting_price, ++sequence);
  double took = (double)exchange_request("POST", parameters);
  snprintf(parameters, sizeof parameters, "symbol=BTCUSDT&origClientOrderId=d-%lu", sequence);
  exchange_request("DELETE", parameters);
  return took;
}

static double disk_append(void) {
  static char record[RECORD_BYTE_COUNT];
  uint64_t started = monotonic_nanoseconds();
  write_whole(disk, record, sizeof record);
  if (fdatasync(disk) != 0) fail("fdatasync: %s", strerror(errno));
  return (double)(monotonic_nanoseconds() - started);
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
  return took;
}

/// The price to rest at, a tenth below the market; waits until the server may trade.
static void prepare(void) {
  char *answer;
  size_t count;
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
  configuration_write();
  exchange_connect();
  server_start();
  prepare();
  static struct series ticker, balance, ratio, order, direct, disk_time, added;
  for (long round = -1; round < round_count; round++) {
    double ticker_time = block(ticker_call), balance_time = block(balance_call), order_time = block(order_call);
    double direct_time = block(direct_order), sync_time = block(disk_append);
    if (round < 0) continue;  // warm-up
    series_add(&ticker, ticker_time);
    series_add(&balance, balance_time);
    series_add(&ratio, balance_time / ticker_time);
    series_add(&order, order_time);
    series_add(&direct, direct_time);
    series_add(&disk_time, sync_time);
    series_add(&added, order_time - direct_time - 2 * sync_time);
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
