// A stand-in for the exchange on loopback: HTTP/1.1 with kept-alive connections, one thread, one epoll loop,
// fixed answers with the headers the exchange sends. All servers under test talk to this one, so its own cost
// is the same for each of them.
//
//   loopback_exchange [--delay-ms N]        prints "port N" and serves until its stdin ends
//
// Lines on stdin: "delay N" (milliseconds before each answer, a deadline per request, so that requests do not
// wait for each other) and "request" (prints the byte count of the last price request: the relay then sends
// as many). Each is acknowledged by one line.
#define _GNU_SOURCE
#include "common.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTION_COUNT_MAX 1024
#define REQUEST_BYTE_COUNT_MAX 8192
#define ANSWER_BYTE_COUNT_MAX 4096
#define PENDING_COUNT_MAX 4096

struct answer {
  size_t byte_count;
  char bytes[ANSWER_BYTE_COUNT_MAX];
};

struct connection {
  bool is_open;
  uint32_t
    generation;  // of this descriptor number: an answer that was delayed must not reach a later connection
  size_t byte_count;
  char bytes[REQUEST_BYTE_COUNT_MAX];
};

struct pending {
  uint64_t deadline_nanoseconds;
  int descriptor;
  uint32_t generation;
  const struct answer *answer;
};

static struct connection connections[CONNECTION_COUNT_MAX];
// Every delay is the same length, so deadlines come in order and a ring is the whole timer wheel.
static struct pending pending_ring[PENDING_COUNT_MAX];
static size_t pending_head, pending_count;
static uint64_t delay_nanoseconds;
static size_t last_price_request_byte_count;
static int poller;

static struct answer price_answer, ping_answer, time_answer, information_answer, unknown_answer;

static void answer_build(struct answer *answer, const char *status, const char *body) {
  int count = snprintf(
    answer->bytes, sizeof answer->bytes,
    "HTTP/1.1 %s\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: %zu\r\nConnection: "
    "keep-alive\r\n"
    "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nServer: nginx\r\nx-mbx-uuid: "
    "0f2c7c7e-8f0e-4bd6-9c53-6f4c1a3d2b10\r\n"
    "x-mbx-used-weight: 2\r\nx-mbx-used-weight-1m: 2\r\n"
    "Strict-Transport-Security: max-age=31536000; includeSubdomains\r\nX-Frame-Options: SAMEORIGIN\r\n"
    "X-Xss-Protection: 1; mode=block\r\nX-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: default-src 'self'\r\nCache-Control: no-cache, no-store, must-revalidate\r\n"
    "Pragma: no-cache\r\nExpires: 0\r\nAccess-Control-Allow-Origin: *\r\n"
    "Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\nX-Cache: Miss from cloudfront\r\n"
    "Via: 1.1 0123456789abcdef0123456789abcdef.cloudfront.net (CloudFront)\r\nX-Amz-Cf-Pop: "
    "NRT20-P2\r\n\r\n%s",
    status, strlen(body), body);
  if (count < 0 || (size_t)count >= sizeof answer->bytes) fail("an answer is too long");
  answer->byte_count = (size_t)count;
}

static void answers_build(void) {
  answer_build(&price_answer, "200 OK", "{\"symbol\":\"BTCUSDT\",\"price\":\"" EXPECTED_PRICE "000000\"}");
  answer_build(&ping_answer, "200 OK", "{}");
  answer_build(&unknown_answer, "404 Not Found", "{\"code\":-1100,\"msg\":\"Not served by the benchmark.\"}");
  answer_build(
    &information_answer, "200 OK",
    "{\"timezone\":\"UTC\",\"serverTime\":1767225600000,\"rateLimits\":[{\"rateLimitType\":\"REQUEST_"
    "WEIGHT\","
    "\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":6000}],\"exchangeFilters\":[],\"symbols\":[{"
    "\"symbol\":\"BTCUSDT\","
    "\"status\":\"TRADING\",\"baseAsset\":\"BTC\",\"baseAssetPrecision\":8,\"quoteAsset\":\"USDT\","
    "\"quotePrecision\":8,"
    "\"quoteAssetPrecision\":8,\"orderTypes\":[\"LIMIT\",\"MARKET\"],\"icebergAllowed\":true,\"ocoAllowed\":"
    "true,"
    "\"isSpotTradingAllowed\":true,\"isMarginTradingAllowed\":true,\"filters\":[{\"filterType\":\"PRICE_"
    "FILTER\","
    "\"minPrice\":\"0.01000000\",\"maxPrice\":\"1000000.00000000\",\"tickSize\":\"0.01000000\"}],"
    "\"permissions\":[\"SPOT\"]}]}");
}

static bool starts_with(const char *text, size_t count, const char *prefix) {
  size_t prefix_count = strlen(prefix);
  return count >= prefix_count && memcmp(text, prefix, prefix_count) == 0;
}

static const struct answer *answer_for(const char *request, size_t byte_count) {
  // The hot one first.
  if (
    starts_with(request, byte_count, "GET /api/v3/ticker/price?symbol=BTCUSDT ") ||
    starts_with(request, byte_count, "GET /fapi/v1/ticker/price?symbol=BTCUSDT ") ||
    starts_with(request, byte_count, "GET /fapi/v2/ticker/price?symbol=BTCUSDT ")) {
    last_price_request_byte_count = byte_count;
    return &price_answer;
  }
  if (
    starts_with(request, byte_count, "GET /api/v3/ping") ||
    starts_with(request, byte_count, "GET /fapi/v1/ping"))
    return &ping_answer;
  if (
    starts_with(request, byte_count, "GET /api/v3/time") ||
    starts_with(request, byte_count, "GET /fapi/v1/time")) {
    char body[64];
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(
      body, sizeof body, "{\"serverTime\":%lld}", (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
    answer_build(&time_answer, "200 OK", body);
    return &time_answer;
  }
  if (
    starts_with(request, byte_count, "GET /api/v3/exchangeInfo") ||
    starts_with(request, byte_count, "GET /fapi/v1/exchangeInfo"))
    return &information_answer;
  return &unknown_answer;
}

static void connection_close(int descriptor) {
  connections[descriptor].is_open = false;
  close(descriptor);
}

static void answer_send(int descriptor, const struct answer *answer) {
  ssize_t sent = send(descriptor, answer->bytes, answer->byte_count, MSG_NOSIGNAL);
  if (sent != (ssize_t)answer->byte_count) connection_close(descriptor);  // gone, or not reading at all
}

static void answer_schedule(int descriptor, const struct answer *answer) {
  if (delay_nanoseconds == 0) {
    answer_send(descriptor, answer);
    return;
  }
  if (pending_count == PENDING_COUNT_MAX) fail("more than %d delayed answers", PENDING_COUNT_MAX);
  struct pending *last = &pending_ring[(pending_head + pending_count++) % PENDING_COUNT_MAX];
  last->deadline_nanoseconds = monotonic_nanoseconds() + delay_nanoseconds;
  last->descriptor = descriptor;
  last->generation = connections[descriptor].generation;
  last->answer = answer;
}

static void connection_readable(int descriptor) {
  struct connection *connection = &connections[descriptor];
  size_t room = sizeof connection->bytes - connection->byte_count;
  ssize_t received = recv(descriptor, connection->bytes + connection->byte_count, room, 0);
  if (received < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (received <= 0 || (size_t)received == room) {  // end, reset, or a request over the bound
    connection_close(descriptor);
    return;
  }
  connection->byte_count += (size_t)received;
  char *end;
  while (connection->is_open &&
         (end = memmem(connection->bytes, connection->byte_count, "\r\n\r\n", 4)) != NULL) {
    size_t request_byte_count = (size_t)(end + 4 - connection->bytes);
    const struct answer *answer = answer_for(connection->bytes, request_byte_count);
    connection->byte_count -= request_byte_count;
    if (connection->byte_count > 0) memmove(connection->bytes, end + 4, connection->byte_count);
    answer_schedule(descriptor, answer);
  }
}

static void poller_add(int descriptor) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event) != 0) fail("epoll_ctl: %s", strerror(errno));
}

static void listener_readable(int listener) {
  int descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return;
  if (descriptor >= CONNECTION_COUNT_MAX) {
    close(descriptor);
    return;
  }
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  struct connection *connection = &connections[descriptor];
  connection->is_open = true;
  connection->generation += 1;
  connection->byte_count = 0;
  poller_add(descriptor);
}

static void control_readable(void) {
  static char line[256];
  static size_t line_byte_count;
  ssize_t received = read(STDIN_FILENO, line + line_byte_count, sizeof line - 1 - line_byte_count);
  if (received <= 0) exit(0);
  line_byte_count += (size_t)received;
  line[line_byte_count] = '\0';
  char *end = strchr(line, '\n');
  if (end == NULL) return;
  *end = '\0';
  line_byte_count = 0;
  if (strncmp(line, "delay ", 6) == 0) {
    delay_nanoseconds = (uint64_t)number_argument("delay", line + 6, 0, 10000) * 1000000u;
    printf("delay %s\n", line + 6);
  } else if (strcmp(line, "request") == 0) {
    printf("request %zu\n", last_price_request_byte_count);
  } else {
    fail("the exchange does not know \"%s\"", line);
  }
  fflush(stdout);
}

static int listener_open(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t address_size = sizeof address;
  if (
    listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
    listen(listener, 256) != 0 || getsockname(listener, (struct sockaddr *)&address, &address_size) != 0)
    fail("cannot listen on loopback: %s", strerror(errno));
  printf("port %d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void due_answers_send(void) {
  if (pending_count == 0) return;
  uint64_t now = monotonic_nanoseconds();
  while (pending_count > 0 && pending_ring[pending_head].deadline_nanoseconds <= now) {
    struct pending due = pending_ring[pending_head];
    pending_head = (pending_head + 1) % PENDING_COUNT_MAX;
    pending_count -= 1;
    struct connection *connection = &connections[due.descriptor];
    if (connection->is_open && connection->generation == due.generation)
      answer_send(due.descriptor, due.answer);
  }
}

static int events_wait(struct epoll_event *events, int event_count_max) {
  if (pending_count == 0) return epoll_wait(poller, events, event_count_max, -1);
  uint64_t now = monotonic_nanoseconds(), deadline = pending_ring[pending_head].deadline_nanoseconds;
  uint64_t wait = deadline > now ? deadline - now : 0;
  struct timespec timeout = {.tv_sec = (time_t)(wait / 1000000000u), .tv_nsec = (long)(wait % 1000000000u)};
  return epoll_pwait2(poller, events, event_count_max, &timeout, NULL);
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "--delay-ms") == 0)
    delay_nanoseconds = (uint64_t)number_argument(argv[1], argv[2], 0, 10000) * 1000000u;
  else if (argc != 1)
    fail("usage: loopback_exchange [--delay-ms N]");
  prctl(PR_SET_TIMERSLACK, 1);  // else the delay would be up to 50 µs late
  prctl(PR_SET_NAME, "exchange");
  answers_build();
  poller = epoll_create1(EPOLL_CLOEXEC);
  int listener = listener_open();
  poller_add(STDIN_FILENO);
  poller_add(listener);
  struct epoll_event events[64];
  for (;;) {
    int count = events_wait(events, 64);
    for (int index = 0; index < count; index++) {
      int descriptor = events[index].data.fd;
      if (descriptor == STDIN_FILENO)
        control_readable();
      else if (descriptor == listener)
        listener_readable(listener);
      else if (connections[descriptor].is_open)
        connection_readable(descriptor);
    }
    due_answers_send();
  }
}
