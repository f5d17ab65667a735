#define _GNU_SOURCE
#include "relay.h"

#include "common.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct relay_options options_read(int argc, char **argv) {
  struct relay_options options = {.port = 0, .answer_byte_count = 0, .request_byte_count = 0};
  for (int index = 1; index + 1 < argc; index += 2) {
    const char *name = argv[index], *value = argv[index + 1];
    if (strcmp(name, "--port") == 0) options.port = (int)number_argument(name, value, 1, 65535);
    if (strcmp(name, "--answer-bytes") == 0)
      options.answer_byte_count = (size_t)number_argument(name, value, 64, 32768);
    if (strcmp(name, "--request-bytes") == 0)
      options.request_byte_count = (size_t)number_argument(name, value, 1, 4096);
  }
  if (argc % 2 == 0 || options.port == 0 || options.answer_byte_count == 0 || options.request_byte_count == 0)
    fail("usage: %s --port N --answer-bytes N --request-bytes N", argv[0]);
  return options;
}

static int exchange_connect(int port) {
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0)
    fail("cannot connect to port %d: %s", port, strerror(errno));
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  return descriptor;
}

_Noreturn void relay_main(
  int argc, char **argv, void (*gateway)(const struct relay_options *, int link),
  void (*worker)(const struct relay_options *, int link, int exchange)) {
  struct relay_options options = options_read(argc, argv);
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) fail("socketpair: %s", strerror(errno));
  for (int index = 0; index < 2; index++) {
    pid_t child = fork();
    if (child < 0) fail("fork: %s", strerror(errno));
    if (child > 0) continue;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(ends[1 - index]);
    if (index == 0) {
      close(STDIN_FILENO);
      close(STDOUT_FILENO);
      prctl(PR_SET_NAME, "relay-worker");
      worker(&options, ends[0], exchange_connect(options.port));
    } else {
      prctl(PR_SET_NAME, "relay-gateway");
      gateway(&options, ends[1]);
    }
    exit(0);
  }
  close(ends[0]);
  close(ends[1]);
  close(STDIN_FILENO);
  close(STDOUT_FILENO);
  prctl(PR_SET_NAME, "relay-launcher");
  while (wait(NULL) > 0 || errno == EINTR) continue;
  exit(0);
}

size_t relay_request_build(char *bytes, const struct relay_options *options) {
  static const char padding[] = "\r\nX-Pad: ", end[] = "\r\n\r\n";
  char head[256];
  size_t count = (size_t)snprintf(
    head, sizeof head, "GET /api/v3/ticker/price?symbol=BTCUSDT HTTP/1.1\r\nHost: 127.0.0.1:%d",
    options->port);
  size_t padding_count = sizeof padding - 1, end_count = sizeof end - 1, total = options->request_byte_count;
  if (total < count + padding_count + end_count) {  // too few bytes to pad: the shortest request there is
    memcpy(bytes, head, count);
    memcpy(bytes + count, end, end_count);
    return count + end_count;
  }
  memset(bytes, 'p', total);
  memcpy(bytes, head, count);
  memcpy(bytes + count, padding, padding_count);
  memcpy(bytes + total - end_count, end, end_count);
  return total;
}

void relay_answer_build(char *bytes, const struct relay_options *options) {
  memset(bytes, 'a', options->answer_byte_count);
  bytes[options->answer_byte_count - 1] = '\n';
}

int relay_answer_is_whole(char *bytes, size_t received, char **start, size_t *byte_count) {
  static const char name[] = "\r\nContent-Length: ";
  char *head_end = memmem(bytes, received, "\r\n\r\n", 4);
  if (head_end == NULL) return 0;
  char *length = memmem(bytes, (size_t)(head_end - bytes), name, sizeof name - 1);
  if (length == NULL) fail("the exchange's answer has no length");
  uint32_t body_byte_count = 0;
  for (length += sizeof name - 1; *length >= '0' && *length <= '9'; length++)
    body_byte_count = body_byte_count * 10 + (uint32_t)(*length - '0');
  if (received < (size_t)(head_end + 4 - bytes) + body_byte_count) return 0;
  memcpy(head_end, &body_byte_count, RELAY_LINK_HEADER_BYTE_COUNT);
  *start = head_end;
  *byte_count = RELAY_LINK_HEADER_BYTE_COUNT + body_byte_count;
  return 1;
}

int relay_frame_is_whole(const char *bytes, size_t received, size_t *body_byte_count) {
  uint32_t announced;
  if (received < RELAY_LINK_HEADER_BYTE_COUNT) return 0;
  memcpy(&announced, bytes, sizeof announced);
  *body_byte_count = announced;
  return received >= RELAY_LINK_HEADER_BYTE_COUNT + announced;
}

void relay_check_read(long received, size_t room) {
  if (received == 0) exit(0);
  if (received < 0) fail("read: %s", strerror(errno));
  if ((size_t)received == room) fail("a message is over %d bytes", RELAY_BUFFER_BYTE_COUNT);
}

void relay_check_write(long written, size_t byte_count) {
  if (written < 0) fail("write: %s", strerror(errno));
  if ((size_t)written != byte_count) fail("a short write");
}
