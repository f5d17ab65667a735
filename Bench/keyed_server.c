#define _GNU_SOURCE
#include "keyed_server.h"

#include "common.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

void configuration_write(const struct exchange_process *exchange, const char *folder) {
  char path[4096];
  snprintf(path, sizeof path, "%s/bulkhead.json", folder);
  int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) fail("%s: %s", path, strerror(errno));
  char text[1024];
  int count = snprintf(
    text, sizeof text,
    "{\"hosts\":{\"spot\":\"http://127.0.0.1:%d\",\"futures\":\"http://127.0.0.1:%d\"},"
    "\"trading\":{\"enabled\":true,\"symbols\":[\"BTCUSDT\"],\"max_order_notional\":\"1000\","
    "\"max_daily_notional\":\"1000000000\"}}\n",
    exchange->port, exchange->port);
  write_whole(descriptor, text, (size_t)count);
  close(descriptor);
}

void keyed_server_start(
  struct target *server, const struct exchange_process *exchange, const char *folder, const char *log_folder) {
  static char url[64], file[4096], state[4096];
  snprintf(url, sizeof url, "http://127.0.0.1:%d", exchange->port);
  snprintf(file, sizeof file, "%s/bulkhead.json", folder);
  snprintf(state, sizeof state, "%s/state", folder);
  // Another start finds them in their places, with what they hold then.
  for (int index = 0; index < server->argument_count; index++) {
    if (strcmp(server->arguments[index], "{url}") == 0) server->arguments[index] = url;
    if (strcmp(server->arguments[index], "{config}") == 0) server->arguments[index] = file;
    if (strcmp(server->arguments[index], "{state}") == 0) server->arguments[index] = state;
  }
  setenv("BINANCE_API_KEY", exchange->key, 1);
  setenv("BINANCE_API_SECRET_FILE", exchange->secret_path, 1);
  target_start(server, log_folder);
  unsetenv("BINANCE_API_KEY");
  unsetenv("BINANCE_API_SECRET_FILE");
  target_initialize(server);
  target_initialized(server);
}

int exchange_connect(const struct exchange_process *exchange) {
  int on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)exchange->port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) != 0)
    fail("cannot connect to the exchange: %s", strerror(errno));
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return connection;
}

uint64_t order_request(
  const struct exchange_process *exchange, int connection, const char *method, const char *parameters) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  char query[1024], request[2048], answer[16384];
  int length = snprintf(
    query, sizeof query, "%s&timestamp=%lld", parameters, (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
  unsigned char digest[32];
  unsigned int digest_count = 0;
  HMAC(
    EVP_sha256(), exchange->secret, exchange->secret_byte_count, (unsigned char *)query, (size_t)length, digest,
    &digest_count);
  length += snprintf(query + length, sizeof query - (size_t)length, "&signature=");
  for (unsigned int index = 0; index < digest_count; index++)
    length += snprintf(query + length, sizeof query - (size_t)length, "%02x", digest[index]);
  int count = snprintf(
    request, sizeof request, "%s /api/v3/order?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-MBX-APIKEY: %s\r\n%s\r\n", method,
    query, exchange->key, method[0] == 'P' ? "Content-Length: 0\r\n" : "");
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
