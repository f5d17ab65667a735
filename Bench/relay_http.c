// The relay of relay_epoll.c with HTTP in front: one client on a TCP connection, whose requests are passed on
// whole and answered with as many bytes as the product's. Prints "port N" and serves until that client ends.
#define _GNU_SOURCE
#include "relay.h"

#include "common.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static int client_accept(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (
    listener < 0 || bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1) != 0 ||
    getsockname(listener, (struct sockaddr *)&address, &length) != 0)
    fail("cannot listen: %s", strerror(errno));
  // Standard output is shut in the relay's other processes and open here.
  char line[32];
  write_whole(STDOUT_FILENO, line, (size_t)snprintf(line, sizeof line, "port %d\n", ntohs(address.sin_port)));
  int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (client < 0) fail("accept: %s", strerror(errno));
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  return client;
}

static int poller_open(int first, int second) {
  int poller = epoll_create1(EPOLL_CLOEXEC);
  int descriptors[2] = {first, second};
  for (int index = 0; index < 2; index++) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.fd = descriptors[index]};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, descriptors[index], &event) != 0) fail("epoll: %s", strerror(errno));
  }
  return poller;
}

/// Whether a request is whole; nothing of it is looked at but its length.
static int request_is_whole(const char *bytes, size_t count) {
  const char *end = memmem(bytes, count, "\r\n\r\n", 4);
  if (end == NULL) return 0;
  const char *length = memmem(bytes, (size_t)(end - bytes), "Content-Length: ", 16);
  if (length == NULL) fail("a request without a length");
  return count >= (size_t)(end + 4 - bytes) + strtoul(length + 16, NULL, 10);
}

static void gateway(const struct relay_options *options, int link) {
  static char request[RELAY_BUFFER_BYTE_COUNT], frame[RELAY_BUFFER_BYTE_COUNT], answer[RELAY_BUFFER_BYTE_COUNT];
  size_t request_byte_count = 0, frame_byte_count = 0, body_byte_count = 0;
  size_t head = (size_t)snprintf(
    answer, 512,
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: %zu\r\n\r\n",
    options->answer_byte_count);
  relay_answer_build(answer + head, options);
  int client = client_accept(), poller = poller_open(client, link);
  struct epoll_event events[8];
  for (;;) {
    int count = epoll_wait(poller, events, 8, -1);
    for (int index = 0; index < count; index++) {
      if (events[index].data.fd == client) {
        ssize_t received = recv(client, request + request_byte_count, sizeof request - request_byte_count, 0);
        relay_check_read(received, sizeof request - request_byte_count);
        request_byte_count += (size_t)received;
        if (!request_is_whole(request, request_byte_count)) continue;
        request_byte_count = 0;
        relay_check_write(send(link, "call\n", 5, MSG_NOSIGNAL), 5);
      } else {
        ssize_t received = recv(link, frame + frame_byte_count, sizeof frame - frame_byte_count, 0);
        relay_check_read(received, sizeof frame - frame_byte_count);
        frame_byte_count += (size_t)received;
        if (!relay_frame_is_whole(frame, frame_byte_count, &body_byte_count)) continue;
        frame_byte_count = 0;
        if (body_byte_count < options->answer_byte_count)
          memcpy(answer + head, frame + RELAY_LINK_HEADER_BYTE_COUNT, body_byte_count);
        size_t total = head + options->answer_byte_count;
        relay_check_write(send(client, answer, total, MSG_NOSIGNAL), total);
      }
    }
  }
}

static void worker(const struct relay_options *options, int link, int exchange) {
  static char line[RELAY_BUFFER_BYTE_COUNT], reply[RELAY_BUFFER_BYTE_COUNT], request[4096];
  size_t line_byte_count = 0, reply_byte_count = 0, frame_byte_count = 0;
  char *frame = NULL;
  size_t request_byte_count = relay_request_build(request, options);
  int poller = poller_open(link, exchange);
  struct epoll_event events[8];
  for (;;) {
    int count = epoll_wait(poller, events, 8, -1);
    for (int index = 0; index < count; index++) {
      if (events[index].data.fd == link) {
        ssize_t received = recv(link, line + line_byte_count, sizeof line - line_byte_count, 0);
        relay_check_read(received, sizeof line - line_byte_count);
        line_byte_count += (size_t)received;
        if (line[line_byte_count - 1] != '\n') continue;
        relay_check_write(send(exchange, request, request_byte_count, MSG_NOSIGNAL), request_byte_count);
        line_byte_count = 0;
      } else {
        ssize_t received = recv(exchange, reply + reply_byte_count, sizeof reply - reply_byte_count, 0);
        relay_check_read(received, sizeof reply - reply_byte_count);
        reply_byte_count += (size_t)received;
        if (!relay_answer_is_whole(reply, reply_byte_count, &frame, &frame_byte_count)) continue;
        reply_byte_count = 0;
        relay_check_write(send(link, frame, frame_byte_count, MSG_NOSIGNAL), frame_byte_count);
      }
    }
  }
}

int main(int argc, char **argv) { relay_main(argc, argv, gateway, worker); }
