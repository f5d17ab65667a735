// Measures MCP over HTTP: the server runs already, this is its clients.
//
//   http_load ping  RESULTS PORT ROUNDS            pings on 32 connections, as fast as they go
//   http_load call  RESULTS PORT ROUNDS RELAY      get_ticker_price on one connection, by the relay's
//   http_load list  RESULTS PORT ROUNDS            tools/list on one connection, by ping's; every tool there is
//   http_load size  RESULTS PORT 1                 what tools/list costs a model; the market tools
//   http_load idle  RESULTS PORT COUNT PID QUIET   COUNT sessions with open event streams: the memory of PID, and the
//                                                  calls of others by those at QUIET, the port of a server without
//   http_load fair  RESULTS PORT COUNT             COUNT sessions that call at once
#define _GNU_SOURCE
#include "common.h"
#include "http_client.h"
#include "statistics.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PING_CONNECTION_COUNT 32
#define PING_COUNT_MAX 2000000
#define CALL_COUNT 200
#define IDLE_ROUND_COUNT 60
#define FAIR_CALL_COUNT 10
#define STREAM_BYTE_COUNT_MAX 4096

static const char ping[] = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
static const char call[] =
  "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"get_ticker_price\","
  "\"arguments\":{\"symbol\":\"BTCUSDT\"}}}";
static const char list[] = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}";
static char buffer[HTTP_BUFFER_BYTE_COUNT];
static FILE *results;

static void write_result(const char *target, const char *metric, const char *unit, struct series *series) {
  double median = series_quantile(series, 0.5), low = series_quantile(series, 0.25);
  double high = series_quantile(series, 0.75);
  fprintf(
    results, "http\t%s\t%s\t%s\t%.9g\t%.9g\t%.9g\t%zu\n", target, metric, unit, median, low, high, series->count);
}

static void write_value(const char *metric, const char *unit, double value) {
  struct series series = {.count = 0};
  series_add(&series, value);
  write_result("bulkhead", metric, unit, &series);
}

static void raise_descriptor_limit(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

static int poller_of(struct http_client *clients, int count) {
  int poller = epoll_create1(EPOLL_CLOEXEC);
  for (int index = 0; index < count; index++) {
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)index};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, clients[index].descriptor, &event) != 0)
      fail("epoll_ctl: %s", strerror(errno));
  }
  return poller;
}

static void measure_ping(int port, int round_count) {
  static struct http_client clients[PING_CONNECTION_COUNT];
  static char buffers[PING_CONNECTION_COUNT][HTTP_BUFFER_BYTE_COUNT];
  static double times[PING_COUNT_MAX];
  struct series rates = {.count = 0}, p99s = {.count = 0};
  for (int index = 0; index < PING_CONNECTION_COUNT; index++) http_open(&clients[index], port);
  int poller = poller_of(clients, PING_CONNECTION_COUNT);
  for (int round = 0; round <= round_count; round++) {
    uint64_t start = monotonic_nanoseconds(), end = start + 1000000000;
    size_t count = 0;
    int open = PING_CONNECTION_COUNT;
    for (int index = 0; index < open; index++) http_post(&clients[index], ping);
    while (open > 0) {
      struct epoll_event events[PING_CONNECTION_COUNT];
      int ready = epoll_wait(poller, events, PING_CONNECTION_COUNT, -1);
      for (int index = 0; index < ready; index++) {
        uint32_t which = events[index].data.u32;
        if (!http_reply_try(&clients[which], buffers[which], 200, "\"result\":{}")) continue;
        uint64_t now = monotonic_nanoseconds();
        if (count < PING_COUNT_MAX) times[count++] = (double)(now - clients[which].began_nanoseconds) / 1000;
        if (now < end) {
          http_post(&clients[which], ping);
        } else {
          open--;
        }
      }
    }
    if (round == 0) continue;  // warm-up
    series_add(&rates, (double)count * 1e9 / (double)(monotonic_nanoseconds() - start));
    series_add(&p99s, quantile(times, count, 0.99));
  }
  write_result("bulkhead", "ping_rate", "/s", &rates);
  write_result("bulkhead", "ping_p99", "us", &p99s);
}

/// The median of a block of one message, each sent when the one before was answered, in microseconds.
static double block(struct http_client *client, int count, const char *message, const char *needle) {
  double times[CALL_COUNT];
  for (int index = 0; index < count; index++) {
    http_post(client, message);
    times[index] = (double)http_reply(client, buffer, 200, needle) / 1000;
  }
  return quantile(times, (size_t)count, 0.5);
}

static double call_block(struct http_client *client, int count) {
  return block(client, count, call, EXPECTED_PRICE);
}

/// What the last reply, a list, costs a model: an estimate of four bytes a token, as the tests count. Two real
/// vocabularies made 4.1 bytes a token of the list of every tool.
static void write_tokens(const struct http_client *client, const char *metric) {
  write_value(metric, "tokens", (double)client->body_byte_count / 4);
}

static void measure_size(int port) {
  struct http_client client;
  http_open(&client, port);
  http_post(&client, list);
  http_reply(&client, buffer, 200, "\"get_klines\"");
  if (strstr(buffer, "\"create_order\"") != NULL) fail("not the market tools alone");
  write_tokens(&client, "market_list_tokens");
}

/// What a list takes more than a ping, from the request's first byte out to the answer's last byte in: the
/// server's work on it, and the way of its bytes through the kernel.
static void measure_list(int port, int round_count) {
  struct http_client client;
  struct series added = {.count = 0}, pings = {.count = 0}, lists = {.count = 0};
  http_open(&client, port);
  block(&client, CALL_COUNT, list, "\"create_order\"");
  for (int round = 0; round < round_count; round++) {
    double floor = block(&client, CALL_COUNT, ping, "\"result\":{}");
    double whole = block(&client, CALL_COUNT, list, "\"create_order\"");
    series_add(&pings, floor);
    series_add(&lists, whole);
    series_add(&added, whole - floor);
  }
  write_tokens(&client, "list_tokens");
  write_result("bulkhead", "list_added", "us", &added);
  write_result("bulkhead", "list_p50", "us", &lists);
  write_result("bulkhead", "list_ping_p50", "us", &pings);
}

/// Blocks of calls over two connections in turn, with their ratios round by round.
static void compare(
  struct http_client *floor, struct http_client *own, int round_count, struct series *floors, struct series *owns,
  struct series *ratios) {
  for (int round = 0; round < round_count; round++) {
    double below = call_block(floor, CALL_COUNT), above = call_block(own, CALL_COUNT);
    series_add(floors, below);
    series_add(owns, above);
    series_add(ratios, above / below);
  }
}

static void measure_call(int port, int round_count, int relay_port) {
  struct http_client product, relay = {.session = "relay"};
  struct series products = {.count = 0}, relays = {.count = 0}, ratios = {.count = 0};
  http_open(&product, port);
  http_connect(&relay, relay_port);
  call_block(&product, CALL_COUNT);
  compare(&relay, &product, round_count, &relays, &products, &ratios);
  write_result("bulkhead", "call_p50", "us", &products);
  write_result("bulkhead", "call_p50_ratio", "x", &ratios);
  write_result("relay", "call_p50", "us", &relays);
}

static double memory_kibibytes(int process) {
  char path[64], line[256];
  long kibibytes = -1;
  snprintf(path, sizeof path, "/proc/%d/status", process);
  FILE *file = fopen(path, "re");
  while (file != NULL && fgets(line, sizeof line, file) != NULL) sscanf(line, "VmRSS: %ld", &kibibytes);
  if (file != NULL) fclose(file);
  if (kibibytes < 0) fail("no memory of process %d", process);
  return (double)kibibytes;
}

/// Opens a session and its event stream; the stream's connection stays open.
static void open_stream(struct http_client *client, int port) {
  char request[256], head[STREAM_BYTE_COUNT_MAX];
  http_open(client, port);
  int count = snprintf(
    request, sizeof request,
    "GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nMcp-Session-Id: %s\r\n\r\n",
    client->session);
  write_whole(client->descriptor, request, (size_t)count);
  ssize_t received = recv(client->descriptor, head, sizeof head - 1, 0);
  if (received < 12 || memcmp(head, "HTTP/1.1 200", 12) != 0) fail("no event stream");
}

static void measure_idle(int port, int count, int process, int quiet_port) {
  struct http_client caller, quiet, *clients = calloc((size_t)count, sizeof *clients);
  struct series alone = {.count = 0}, beside = {.count = 0}, ratios = {.count = 0};
  raise_descriptor_limit();
  http_open(&caller, port);
  http_open(&quiet, quiet_port);
  for (int round = 0; round < IDLE_ROUND_COUNT; round++) {
    call_block(&quiet, CALL_COUNT);
    call_block(&caller, CALL_COUNT);
  }
  double before = memory_kibibytes(process);
  for (int index = 0; index < count; index++) open_stream(&clients[index], port);
  // Sessions rest two seconds after their last message.
  struct timespec pause = {.tv_sec = 4};
  nanosleep(&pause, NULL);
  write_value("idle_memory", "KiB", (memory_kibibytes(process) - before) / count);
  compare(&quiet, &caller, IDLE_ROUND_COUNT, &alone, &beside, &ratios);
  write_result("bulkhead", "idle_call_p50", "us", &beside);
  write_result("bulkhead", "idle_call_ratio", "x", &ratios);
  write_result("bulkhead", "idle_alone_p50", "us", &alone);
}

static void measure_fair(int port, int count) {
  struct http_client *clients = calloc((size_t)count, sizeof *clients);
  char(*buffers)[HTTP_BUFFER_BYTE_COUNT] = calloc((size_t)count, sizeof *buffers);
  double *means = calloc((size_t)count, sizeof *means);
  int *calls = calloc((size_t)count, sizeof *calls);
  raise_descriptor_limit();
  for (int index = 0; index < count; index++) http_open(&clients[index], port);
  int poller = poller_of(clients, count), open = count;
  for (int index = 0; index < count; index++) http_post(&clients[index], call);
  while (open > 0) {
    struct epoll_event events[256];
    int ready = epoll_wait(poller, events, 256, -1);
    for (int index = 0; index < ready; index++) {
      uint32_t which = events[index].data.u32;
      if (!http_reply_try(&clients[which], buffers[which], 200, EXPECTED_PRICE)) continue;
      means[which] += (double)(monotonic_nanoseconds() - clients[which].began_nanoseconds) / 1000 / FAIR_CALL_COUNT;
      if (++calls[which] < FAIR_CALL_COUNT) {
        http_post(&clients[which], call);
      } else {
        open--;
      }
    }
  }
  double fastest = means[0], slowest = means[0];
  for (int index = 1; index < count; index++) {
    if (means[index] < fastest) fastest = means[index];
    if (means[index] > slowest) slowest = means[index];
  }
  write_value("fair_slowest", "us", slowest);
  write_value("fair_ratio", "x", slowest / fastest);
}

int main(int argc, char **argv) {
  if (argc < 5) fail("usage: http_load ping|call|list|size|idle|fair RESULTS PORT COUNT [RELAY_PORT|PID [QUIET_PORT]]");
  results = fopen(argv[2], "ae");
  if (results == NULL) fail("cannot write %s", argv[2]);
  int port = (int)number_argument("PORT", argv[3], 1, 65535);
  int count = (int)number_argument("COUNT", argv[4], 1, 100000);
  int other = argc > 5 ? (int)number_argument("PORT or PID", argv[5], 1, 1 << 30) : 0;
  int quiet_port = argc > 6 ? (int)number_argument("QUIET_PORT", argv[6], 1, 65535) : 0;
  if (strcmp(argv[1], "ping") == 0) measure_ping(port, count);
  if (strcmp(argv[1], "call") == 0) measure_call(port, count, other);
  if (strcmp(argv[1], "list") == 0) measure_list(port, count);
  if (strcmp(argv[1], "size") == 0) measure_size(port);
  if (strcmp(argv[1], "idle") == 0) measure_idle(port, count, other, quiet_port);
  if (strcmp(argv[1], "fair") == 0) measure_fair(port, count);
  fclose(results);
  return 0;
}
