#define _GNU_SOURCE
#include "exchange_requests.h"

#include "common.h"
#include "statistics.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SYMBOL "BTCUSDT"
#define QUANTITY "0.00100"
#define REQUEST_BYTE_COUNT_MAX 1024
#define ANSWER_BYTE_COUNT_MAX 65536
#define SAMPLE_COUNT_MAX 2000000
/// No answer for so long, or an open loop that is so far behind, ends the load.
#define PATIENCE_SECONDS 10

struct connection {
  int descriptor;
  int awaited_count;
  bool has_open_order;
  bool sells_next;
  unsigned long sequence;
  uint64_t due;
  size_t received;
  char answer[ANSWER_BYTE_COUNT_MAX + 1];
};

static struct connection connections[CONNECTION_COUNT];
static int poll = -1;
static double *samples, *late_samples;
static size_t sample_count, late_count;
static unsigned long filled_count;
static long cents;  // the market's price when the load began

static int connect_to(int port) {
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0)
    fail("cannot connect to port %d: %s", port, strerror(errno));
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return descriptor;
}

void connections_close(void) {
  if (poll < 0) return;
  for (int number = 0; number < CONNECTION_COUNT; number++) close(connections[number].descriptor);
  close(poll);
  poll = -1;
}

void connections_open(const struct exchange_process *exchange) {
  connections_close();
  poll = epoll_create1(EPOLL_CLOEXEC);
  if (samples == NULL) samples = malloc(sizeof *samples * SAMPLE_COUNT_MAX);
  if (late_samples == NULL) late_samples = malloc(sizeof *late_samples * SAMPLE_COUNT_MAX);
  if (samples == NULL || late_samples == NULL || poll < 0) fail("no memory or no epoll");
  for (int number = 0; number < CONNECTION_COUNT; number++) {
    struct connection *connection = &connections[number];
    connection->descriptor = connect_to(exchange->port);
    connection->awaited_count = 0;
    connection->has_open_order = connection->sells_next = false;
    connection->received = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)number};
    epoll_ctl(poll, EPOLL_CTL_ADD, connection->descriptor, &event);
  }
}

static int price_print(char *text, size_t size, long price) {
  return snprintf(text, size, "%ld.%02ld", price / 100, price % 100);
}

static void append_signature(char *query, int length, const struct exchange_process *exchange) {
  static const char digits[] = "0123456789abcdef";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int count = 0;
  HMAC(
    EVP_sha256(), exchange->secret, exchange->secret_byte_count, (unsigned char *)query, (size_t)length, digest,
    &count);
  memcpy(query + length, "&signature=", 11);
  char *end = query + length + 11;
  for (unsigned int index = 0; index < count; index++) {
    *end++ = digits[digest[index] >> 4];
    *end++ = digits[digest[index] & 15];
  }
  *end = '\0';
}

/// The signed request that is next on a connection; returns its method.
static const char *order_print(
  struct connection *connection, enum request_kind kind, char *query, size_t size,
  const struct exchange_process *exchange) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long long milliseconds = (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  int number = (int)(connection - connections), length;
  const char *method = "POST";
  char price[32];
  if (kind == REQUEST_REST && connection->has_open_order) {
    method = "DELETE";
    length = snprintf(
      query, size, "symbol=" SYMBOL "&origClientOrderId=b%d-%lu&timestamp=%lld", number, connection->sequence,
      milliseconds);
    connection->has_open_order = false;
  } else {
    // Far enough below the market to rest, or through it so that it takes; both within PERCENT_PRICE_BY_SIDE.
    bool sells = kind == REQUEST_FILL && connection->sells_next;
    price_print(price, sizeof price, kind == REQUEST_REST ? cents * 7 / 10 : sells ? cents / 2 : cents * 3 / 2);
    length = snprintf(
      query, size,
      "symbol=" SYMBOL "&side=%s&type=LIMIT&timeInForce=%s&quantity=" QUANTITY
      "&price=%s&newClientOrderId=b%d-%lu&newOrderRespType=%s&timestamp=%lld",
      sells ? "SELL" : "BUY", kind == REQUEST_REST ? "GTC" : "IOC", price, number, ++connection->sequence,
      kind == REQUEST_REST ? "ACK" : "RESULT", milliseconds);
    connection->has_open_order = kind == REQUEST_REST;
    connection->sells_next = kind == REQUEST_FILL && !sells;
  }
  if (length < 0 || (size_t)length + 80 > size) fail("the query is too long");
  append_signature(query, length, exchange);
  return method;
}

static int request_print(
  struct connection *connection, enum request_kind kind, char *request, size_t size,
  const struct exchange_process *exchange) {
  char query[REQUEST_BYTE_COUNT_MAX - 256];
  int length;
  if (kind == REQUEST_PRICE) {
    length = snprintf(
      request, size, "GET /api/v3/ticker/price?symbol=" SYMBOL " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  } else {
    const char *method = order_print(connection, kind, query, sizeof query, exchange);
    length = snprintf(
      request, size,
      "%s /api/v3/order?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-MBX-APIKEY: %s\r\nContent-Length: 0\r\n\r\n", method,
      query, exchange->key);
  }
  if (length < 0 || (size_t)length >= size) fail("the request is too long");
  return length;
}

static void batch_send(
  struct connection *connection, enum request_kind kind, int count, const struct exchange_process *exchange) {
  static char batch[PIPELINE_DEPTH_MAX * REQUEST_BYTE_COUNT_MAX];
  size_t length = 0;
  for (int index = 0; index < count; index++)
    length += (size_t)request_print(connection, kind, batch + length, sizeof batch - length, exchange);
  connection->awaited_count = count;
  write_whole(connection->descriptor, batch, length);
}

/// Takes the first answer out of what was received; false when it is not whole. Its body is terminated and
/// stays until the next call.
static bool answer_take(struct connection *connection, size_t *start, char **body) {
  char *answer = connection->answer + *start, *end = strstr(answer, "\r\n\r\n");
  if (end == NULL) return false;
  char *field = strcasestr(answer, "\r\ncontent-length:");
  if (field == NULL || field > end) fail("an answer without a length");
  size_t length = (size_t)(end - answer) + 4 + (size_t)strtoul(field + 17, NULL, 10);
  if (connection->received - *start < length) return false;
  *body = end + 4;
  if (strncmp(answer, "HTTP/1.1 200", 12) != 0) fail("refused: %.*s", (int)(answer + length - *body), *body);
  *start += length;
  return true;
}

/// How many answers have come; what is left of the next one moves to the front.
static int answers_receive(struct connection *connection) {
  ssize_t received = recv(
    connection->descriptor, connection->answer + connection->received,
    ANSWER_BYTE_COUNT_MAX - connection->received, MSG_DONTWAIT);
  if (received < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
  if (received <= 0) fail("the exchange closed a connection");
  connection->received += (size_t)received;
  connection->answer[connection->received] = '\0';
  size_t start = 0;
  int count = 0;
  for (char *body; connection->received > start && answer_take(connection, &start, &body); count++) {
    const char *filled = strstr(body, "\"status\":\"FILLED\"");
    filled_count += filled != NULL && filled < connection->answer + start;
  }
  if (count > connection->awaited_count) fail("an answer that nobody asked for");
  connection->received -= start;
  memmove(connection->answer, connection->answer + start, connection->received + 1);
  return count;
}

/// Sends one request over the first connection, which is idle, and returns the answer, head and all.
static const char *ask(const char *request) {
  struct connection *connection = &connections[0];
  char *body;
  write_whole(connection->descriptor, request, strlen(request));
  for (size_t count = 0, start = 0;;) {
    ssize_t received =
      recv(connection->descriptor, connection->answer + count, ANSWER_BYTE_COUNT_MAX - count, 0);
    if (received <= 0) fail("the exchange does not answer");
    count += (size_t)received;
    connection->received = count;
    connection->answer[count] = '\0';
    if (answer_take(connection, &start, &body)) break;
  }
  connection->received = 0;
  return connection->answer;
}

void ping(void) { ask("GET /api/v3/ping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"); }

static double own_processor_nanoseconds(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec * 1e9 + (double)used.tv_nsec;
}

static void price_read(void) {
  long whole = 0, hundredths = 0;
  const char *answer = ask("GET /api/v3/ticker/price?symbol=" SYMBOL " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  const char *price = strstr(answer, "\"price\":\"");
  if (price == NULL || sscanf(price, "\"price\":\"%ld.%2ld", &whole, &hundredths) != 2) fail("no price");
  cents = whole * 100 + hundredths;
}

static void sample_add(double *list, size_t *count, uint64_t from, uint64_t to) {
  if (*count < SAMPLE_COUNT_MAX) list[(*count)++] = to > from ? (double)(to - from) / 1e3 : 0;
}

/// What a load has done so far.
struct progress {
  uint64_t start, end;
  unsigned long total;  // 0: until `end`
  unsigned long sent, answered;
  int busy_count, cursor;
};

static uint64_t due_time(const struct load *load, const struct progress *progress, uint64_t now) {
  return load->rate > 0 ? progress->start + progress->sent * 1000000000u / (unsigned long)load->rate : now;
}

static bool may_send(const struct load *load, const struct progress *progress, uint64_t now) {
  if (progress->busy_count == CONNECTION_COUNT) return false;
  if (progress->total > 0 ? progress->sent >= progress->total : now >= progress->end) return false;
  return due_time(load, progress, now) <= now;
}

/// `was_full`: the last time round no connection was free, so a late request is the exchange's doing.
static void send_due(
  const struct exchange_process *exchange, const struct load *load, struct progress *progress, bool was_full) {
  for (uint64_t now = monotonic_nanoseconds(); may_send(load, progress, now); now = monotonic_nanoseconds()) {
    int *cursor = &progress->cursor;
    while (connections[*cursor].awaited_count > 0) *cursor = (*cursor + 1) % CONNECTION_COUNT;
    unsigned long left = progress->total > 0 ? progress->total - progress->sent : (unsigned long)load->depth;
    int count = left < (unsigned long)load->depth ? (int)left : load->depth;
    connections[*cursor].due = due_time(load, progress, now);
    if (!was_full) sample_add(late_samples, &late_count, connections[*cursor].due, now);
    batch_send(&connections[*cursor], load->kind, count, exchange);
    progress->sent += (unsigned long)count;
    progress->busy_count++;
    *cursor = (*cursor + 1) % CONNECTION_COUNT;
  }
}

static void receive_ready(struct progress *progress, int wait_milliseconds) {
  struct epoll_event events[CONNECTION_COUNT];
  int ready = epoll_wait(poll, events, CONNECTION_COUNT, wait_milliseconds);
  if (target_was_stopped) exit(2);
  if (ready < 0 && errno != EINTR) fail("epoll_wait: %s", strerror(errno));
  if (ready == 0 && wait_milliseconds >= 1000) fail("no answer within %d s", PATIENCE_SECONDS);
  for (int index = 0; index < ready; index++) {
    struct connection *connection = &connections[events[index].data.u32];
    int count = answers_receive(connection);
    // The clock anew for each: what the generator needs for the others is no part of the answer's time, but
    // it came only now.
    uint64_t now = monotonic_nanoseconds();
    for (int answer = 0; answer < count; answer++) sample_add(samples, &sample_count, connection->due, now);
    connection->awaited_count -= count;
    progress->answered += (unsigned long)count;
    progress->busy_count -= count > 0 && connection->awaited_count == 0;
  }
}

struct outcome load_run(const struct exchange_process *exchange, const struct load *load) {
  price_read();
  sample_count = late_count = 0;
  filled_count = 0;
  uint64_t processor = exchange_processor_nanoseconds(exchange), patience = PATIENCE_SECONDS * 1000000000ull;
  double own_processor = own_processor_nanoseconds();
  struct progress progress = {.start = monotonic_nanoseconds()};
  progress.end = progress.start + (uint64_t)load->seconds * 1000000000u;
  progress.total = load->rate > 0 ? (unsigned long)load->rate * (unsigned long)load->seconds : load->count;
  bool was_full = false;
  for (;;) {
    send_due(exchange, load, &progress, was_full);
    uint64_t now = monotonic_nanoseconds();
    bool is_sent = progress.total > 0 ? progress.sent >= progress.total : now >= progress.end;
    if (load->rate > 0 && !is_sent && now > progress.end + patience) {
      // Hopelessly behind: the rest is counted as not answered until now.
      for (; progress.sent < progress.total; progress.sent++)
        sample_add(samples, &sample_count, due_time(load, &progress, now), now);
      is_sent = true;
    }
    if (is_sent && progress.busy_count == 0) break;
    was_full = progress.busy_count == CONNECTION_COUNT;
    // In an open loop the next request may be due within microseconds: the generator spins on its own core.
    int wait = is_sent || was_full || load->rate == 0 ? PATIENCE_SECONDS * 1000 : processors_are_two() ? 0 : 1;
    receive_ready(&progress, wait);
  }
  double elapsed = (double)(monotonic_nanoseconds() - progress.start);
  double own_used = own_processor_nanoseconds() - own_processor;
  double used = (double)(exchange_processor_nanoseconds(exchange) - processor);
  return (struct outcome){
    .requests_per_second = (double)progress.answered / elapsed * 1e9,
    .p50 = quantile(samples, sample_count, 0.5),
    .p99 = quantile(samples, sample_count, 0.99),
    .late_p99 = late_count > 0 ? quantile(late_samples, late_count, 0.99) : 0,
    .core_percent = used / elapsed * 100,
    .generator_percent = own_used / elapsed * 100,
    .processor = used / 1e3 / (double)progress.answered,
    .answered_count = progress.answered,
    .filled_count = filled_count};
}
