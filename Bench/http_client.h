// One connection of an HTTP client, as far as measuring MCP over HTTP needs it.
#ifndef BENCH_HTTP_CLIENT_H
#define BENCH_HTTP_CLIENT_H

#include <stddef.h>
#include <stdint.h>

// The list of all tools has 78 KB.
#define HTTP_BUFFER_BYTE_COUNT 262144
#define HTTP_SESSION_BYTE_COUNT 64

struct http_client {
  int descriptor;
  size_t received;
  size_t body_byte_count;  // of the last reply
  char session[HTTP_SESSION_BYTE_COUNT];  // empty without one
  uint64_t began_nanoseconds;             // when the last request went out
};

/// Connects to a port of 127.0.0.1 or fails.
void http_connect(struct http_client *client, int port);

/// Sends one message as a POST to /mcp, in the client's session.
void http_post(struct http_client *client, const char *message);

/// Reads until one reply is whole, blocking; fails unless it is of `status` and holds `needle` (may be NULL).
/// Returns the nanoseconds since the request went out.
uint64_t http_reply(struct http_client *client, char *buffer, int status, const char *needle);

/// Reads what has come without waiting; 1 once the reply is whole, 0 before. Fails as `http_reply`.
int http_reply_try(struct http_client *client, char *buffer, int status, const char *needle);

/// Opens a session: initialize, notifications/initialized.
void http_open(struct http_client *client, int port);

#endif
