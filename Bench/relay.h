// What the two relays share. A relay is the floor that the product is compared with: the same processes, the
// same descriptors, as many bytes, and nothing parsed beyond the end of the exchange's answer.
//
//   client ── pipe ──▶ gateway ── Unix socketpair ──▶ worker ── kept-alive TCP ──▶ exchange, and back
//
// A third process, the launcher, forks the two and waits, as the product's does.
#ifndef BENCH_RELAY_H
#define BENCH_RELAY_H

#include <stddef.h>

#define RELAY_BUFFER_BYTE_COUNT 65536
#define RELAY_LINK_HEADER_BYTE_COUNT 4

struct relay_options {
  int port;
  size_t answer_byte_count;   // of the line to the client, its newline included: that of the real server
  size_t request_byte_count;  // of the HTTP request: that of the real server
};

/// Forks worker and gateway, closes what is theirs, waits for both. Never returns.
_Noreturn void relay_main(
  int argc, char **argv, void (*gateway)(const struct relay_options *, int link),
  void (*worker)(const struct relay_options *, int link, int exchange));

/// The fixed HTTP request, padded to the options' length by one header; returns its byte count. `bytes` has
/// room for 4096.
size_t relay_request_build(char *bytes, const struct relay_options *options);

/// The fixed line for the client; the exchange's body is copied into its front for each answer.
void relay_answer_build(char *bytes, const struct relay_options *options);

/// Whether the answer is whole. Then the link header has been written into the four bytes before the body
/// (the end of the HTTP header, not needed any more), so that the body goes on without a copy: `*start`,
/// `*byte_count` are what to send.
int relay_answer_is_whole(char *bytes, size_t received, char **start, size_t *byte_count);

/// Whether a frame from the link is whole; then its body's byte count is in `*body_byte_count`.
int relay_frame_is_whole(const char *bytes, size_t received, size_t *body_byte_count);

/// Ends this process when a read or a write was not what a relay can go on with. End of stream is the orderly
/// end (exit 0).
void relay_check_read(long received, size_t room);
void relay_check_write(long written, size_t byte_count);

#endif
