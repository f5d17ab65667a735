// The relay with blocking reads: per call two reads and two writes in each process, and no other system call.
// The client has one call at a time, so each process always knows which descriptor speaks next.
#define _GNU_SOURCE
#include "relay.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void gateway(const struct relay_options *options, int link) {
  static char line[RELAY_BUFFER_BYTE_COUNT], frame[RELAY_BUFFER_BYTE_COUNT], answer[RELAY_BUFFER_BYTE_COUNT];
  relay_answer_build(answer, options);
  for (;;) {
    size_t count = 0, body_byte_count = 0;
    do {
      ssize_t received = read(STDIN_FILENO, line + count, sizeof line - count);
      relay_check_read(received, sizeof line - count);
      count += (size_t)received;
    } while (line[count - 1] != '\n');
    relay_check_write(send(link, line, count, MSG_NOSIGNAL), count);
    count = 0;
    do {
      ssize_t received = recv(link, frame + count, sizeof frame - count, 0);
      relay_check_read(received, sizeof frame - count);
      count += (size_t)received;
    } while (!relay_frame_is_whole(frame, count, &body_byte_count));
    if (body_byte_count < options->answer_byte_count)
      memcpy(answer, frame + RELAY_LINK_HEADER_BYTE_COUNT, body_byte_count);
    relay_check_write(write(STDOUT_FILENO, answer, options->answer_byte_count), options->answer_byte_count);
  }
}

static void worker(const struct relay_options *options, int link, int exchange) {
  static char line[RELAY_BUFFER_BYTE_COUNT], reply[RELAY_BUFFER_BYTE_COUNT], request[4096];
  size_t request_byte_count = relay_request_build(request, options);
  for (;;) {
    size_t count = 0, frame_byte_count = 0;
    char *frame = NULL;
    do {
      ssize_t received = recv(link, line + count, sizeof line - count, 0);
      relay_check_read(received, sizeof line - count);
      count += (size_t)received;
    } while (line[count - 1] != '\n');
    relay_check_write(send(exchange, request, request_byte_count, MSG_NOSIGNAL), request_byte_count);
    count = 0;
    do {
      ssize_t received = recv(exchange, reply + count, sizeof reply - count, 0);
      relay_check_read(received, sizeof reply - count);
      count += (size_t)received;
    } while (!relay_answer_is_whole(reply, count, &frame, &frame_byte_count));
    relay_check_write(send(link, frame, frame_byte_count, MSG_NOSIGNAL), frame_byte_count);
  }
}

int main(int argc, char **argv) { relay_main(argc, argv, gateway, worker); }
