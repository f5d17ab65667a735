// Loads an exchange with requests over kept-alive connections and prints what it took: requests a second, and
// the time from when a request was due to the end of its answer.
//
// exchange_load PORT SYMBOL unsigned|signed RATE SECONDS [KEY-ID SECRET-FILE PRICE QUANTITY]
//
// RATE 0: as fast as the connections go, each with one request at a time. Otherwise requests are due at even
// intervals whether or not the ones before are answered, and one that finds no free connection waits: its time
// counts from when it was due, so that a server that stalls cannot hide it (coordinated omission).
//
// Signed: each connection places a limit order that rests and then cancels it, so the exchange books, locks
// and releases at every pair, and no more orders are open than there are connections.
#define _GNU_SOURCE
#include "common.h"
#include "statistics.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/hmac.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTION_COUNT 32
#define ANSWER_BYTE_COUNT_MAX 16384
#define SAMPLE_COUNT_MAX 4000000

struct connection {
  int descriptor;
  bool is_busy;
  bool has_open_order;
  unsigned long sequence;
  uint64_t due;
  size_t received;
  char answer[ANSWER_BYTE_COUNT_MAX];
};

struct signing {
  const char *key;
  unsigned char secret[256];
  int secret_byte_count;
  const char *price;
  const char *quantity;
};

static struct connection connections[CONNECTION_COUNT];
static double *samples;
static size_t sample_count;
static unsigned long refused_count;

static int connect_to(int port) {
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int on = 1;
  if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0)
    fail("cannot connect to port %d: %s", port, strerror(errno));
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return descriptor;
}

static void append_signature(char *query, size_t room, const struct signing *signing) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int digest_byte_count = 0;
  size_t length = strlen(query);
  HMAC(EVP_sha256(), signing->secret, signing->secret_byte_count, (unsigned char *)query, length, digest,
       &digest_byte_count);
  length += (size_t)snprintf(query + length, room - length, "&signature=");
  for (unsigned int index = 0; index < digest_byte_count; index++)
    length += (size_t)snprintf(query + length, room - length, "%02x", digest[index]);
}

static void send_request(struct connection *connection, int number, const char *symbol, bool is_signed,
                         const struct signing *signing) {
  char query[1024], request[2048];
  int length;
  if (is_signed) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long long milliseconds = (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (connection->has_open_order) {
      snprintf(query, sizeof query, "symbol=%s&origClientOrderId=b%d-%lu&timestamp=%lld", symbol, number,
               connection->sequence, milliseconds);
    } else {
      connection->sequence++;
      snprintf(query, sizeof query,
               "symbol=%s&side=BUY&type=LIMIT&timeInForce=GTC&quantity=%s&price=%s&newClientOrderId=b%d-%lu"
               "&newOrderRespType=ACK&timestamp=%lld",
               symbol, signing->quantity, signing->price, number, connection->sequence, milliseconds);
    }
    append_signature(query, sizeof query, signing);
    length = snprintf(request, sizeof request,
                      "%s /api/v3/order?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-MBX-APIKEY: %s\r\n"
                      "Content-Length: 0\r\n\r\n",
                      connection->has_open_order ? "DELETE" : "POST", query, signing->key);
    connection->has_open_order = !connection->has_open_order;
  } else {
    length = snprintf(request, sizeof request,
                      "GET /api/v3/ticker/price?symbol=%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", symbol);
  }
  if (length < 0 || (size_t)length >= sizeof request) fail("the request is too long");
  connection->is_busy = true;
  connection->received = 0;
  write_whole(connection->descriptor, request, (size_t)length);
}

// True when the answer is whole.
static bool receive_answer(struct connection *connection) {
  ssize_t count = recv(connection->descriptor, connection->answer + connection->received,
                       sizeof connection->answer - 1 - connection->received, MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (count <= 0) fail("the exchange closed a connection");
  connection->received += (size_t)count;
  connection->answer[connection->received] = 0;
  char *end = strstr(connection->answer, "\r\n\r\n");
  if (!end) return false;
  char *field = strcasestr(connection->answer, "\r\ncontent-length:");
  if (!field || field > end) fail("an answer without a length");
  size_t body = (size_t)strtoul(field + 17, NULL, 10);
  if (connection->received < (size_t)(end - connection->answer) + 4 + body) return false;
  if (strncmp(connection->answer, "HTTP/1.1 200", 12) != 0 && refused_count++ == 0)
    fprintf(stderr, "exchange_load: refused: %.400s\n", end + 4);
  connection->is_busy = false;
  return true;
}

static void read_signing(struct signing *signing, char **arguments) {
  signing->key = arguments[0];
  signing->price = arguments[2];
  signing->quantity = arguments[3];
  FILE *file = fopen(arguments[1], "re");
  if (!file) fail("cannot open the secret's file");
  size_t count = fread(signing->secret, 1, sizeof signing->secret, file);
  fclose(file);
  while (count > 0 && signing->secret[count - 1] <= ' ') count--;
  signing->secret_byte_count = (int)count;
}

int main(int count, char **arguments) {
  if (count != 6 && count != 10)
    fail("usage: exchange_load PORT SYMBOL unsigned|signed RATE SECONDS [KEY-ID SECRET-FILE PRICE QUANTITY]");
  int port = (int)number_argument("PORT", arguments[1], 1, 65535);
  bool is_signed = strcmp(arguments[3], "signed") == 0;
  long rate = number_argument("RATE", arguments[4], 0, 1000000);
  long seconds = number_argument("SECONDS", arguments[5], 1, 60);
  struct signing signing = {0};
  if (is_signed) {
    if (count != 10) fail("signed needs KEY-ID SECRET-FILE PRICE QUANTITY");
    read_signing(&signing, arguments + 6);
  }
  samples = malloc(sizeof *samples * SAMPLE_COUNT_MAX);
  int poll = epoll_create1(EPOLL_CLOEXEC);
  if (!samples || poll < 0) fail("no memory or no epoll");
  for (int number = 0; number < CONNECTION_COUNT; number++) {
    connections[number].descriptor = connect_to(port);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)number};
    epoll_ctl(poll, EPOLL_CTL_ADD, connections[number].descriptor, &event);
  }
  uint64_t start = monotonic_nanoseconds(), end = start + (uint64_t)seconds * 1000000000u, next_due = start;
  uint64_t interval = rate ? 1000000000u / (uint64_t)rate : 0;
  int busy_count = 0, cursor = 0;
  unsigned long answered = 0;
  uint64_t now = start;
  while (now < end || busy_count > 0) {
    while (now < end && busy_count < CONNECTION_COUNT && (rate == 0 || next_due <= now)) {
      while (connections[cursor].is_busy) cursor = (cursor + 1) % CONNECTION_COUNT;
      connections[cursor].due = rate ? next_due : now;
      send_request(&connections[cursor], cursor, arguments[2], is_signed, &signing);
      busy_count++;
      next_due += interval;
    }
    struct epoll_event events[CONNECTION_COUNT];
    int wait = rate && busy_count < CONNECTION_COUNT && now < end ? 0 : 100;
    int ready = epoll_wait(poll, events, CONNECTION_COUNT, wait);
    now = monotonic_nanoseconds();
    for (int index = 0; index < ready; index++) {
      struct connection *connection = &connections[events[index].data.u32];
      if (!connection->is_busy || !receive_answer(connection)) continue;
      busy_count--;
      answered++;
      if (sample_count < SAMPLE_COUNT_MAX) samples[sample_count++] = (double)(now - connection->due) / 1e3;
    }
  }
  double elapsed = (double)(monotonic_nanoseconds() - start) / 1e9;
  printf("requests_per_second\t%.0f\n", (double)answered / elapsed);
  printf("p50_us\t%.1f\n", quantile(samples, sample_count, 0.5));
  printf("p99_us\t%.1f\n", quantile(samples, sample_count, 0.99));
  printf("refused\t%lu\n", refused_count);
  return refused_count > 0 ? 2 : 0;
}
