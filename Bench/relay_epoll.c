// *The* relay, to which ratios refer: each process is one epoll loop over non-blocking descriptors, as a
// server has to be that serves many calls at once. Per call and process: two epoll_wait, two reads, two
// writes, and no other system call. Edge-triggered, since a read shorter than its buffer has emptied the
// descriptor (epoll(7)): no read that only finds EAGAIN, no second look by the kernel.
#define _GNU_SOURCE
#include "relay.h"

#include "common.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static int poller_open(int first, int second) {
  int poller = epoll_create1(EPOLL_CLOEXEC);
  int descriptors[2] = {first, second};
  for (int index = 0; index < 2; index++) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.fd = descriptors[index]};
    int flags = fcntl(descriptors[index], F_GETFL);
    if (
      fcntl(descriptors[index], F_SETFL, flags | O_NONBLOCK) != 0 ||
      epoll_ctl(poller, EPOLL_CTL_ADD, descriptors[index], &event) != 0)
      fail("epoll: %s", strerror(errno));
  }
  return poller;
}

static int poller_wait(int poller, struct epoll_event *events, int event_count_max) {
  int count = epoll_wait(poller, events, event_count_max, -1);
  if (count < 0 && errno != EINTR) fail("epoll_wait: %s", strerror(errno));
  return count;
}

static void gateway(const struct relay_options *options, int link) {
  static char line[RELAY_BUFFER_BYTE_COUNT], frame[RELAY_BUFFER_BYTE_COUNT], answer[RELAY_BUFFER_BYTE_COUNT];
  size_t line_byte_count = 0, frame_byte_count = 0, body_byte_count = 0;
  relay_answer_build(answer, options);
  int poller = poller_open(STDIN_FILENO, link);
  struct epoll_event events[8];
  for (;;) {
    int count = poller_wait(poller, events, 8);
    for (int index = 0; index < count; index++) {
      if (events[index].data.fd == STDIN_FILENO) {
        ssize_t received = read(STDIN_FILENO, line + line_byte_count, sizeof line - line_byte_count);
        relay_check_read(received, sizeof line - line_byte_count);
        line_byte_count += (size_t)received;
        if (line[line_byte_count - 1] != '\n') continue;
        relay_check_write(send(link, line, line_byte_count, MSG_NOSIGNAL), line_byte_count);
        line_byte_count = 0;
      } else {
        ssize_t received = recv(link, frame + frame_byte_count, sizeof frame - frame_byte_count, 0);
        relay_check_read(received, sizeof frame - frame_byte_count);
        frame_byte_count += (size_t)received;
        if (!relay_frame_is_whole(frame, frame_byte_count, &body_byte_count)) continue;
        frame_byte_count = 0;
        if (body_byte_count < options->answer_byte_count)
          memcpy(answer, frame + RELAY_LINK_HEADER_BYTE_COUNT, body_byte_count);
        relay_check_write(
          write(STDOUT_FILENO, answer, options->answer_byte_count), options->answer_byte_count);
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
    int count = poller_wait(poller, events, 8);
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
