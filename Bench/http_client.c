#define _GNU_SOURCE
#include "http_client.h"

#include "common.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

void http_connect(struct http_client *client, int port) {
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  client->descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  client->received = 0;
  if (client->descriptor < 0 || connect(client->descriptor, (struct sockaddr *)&address, sizeof address) != 0)
    fail("cannot connect to port %d: %s", port, strerror(errno));
  setsockopt(client->descriptor, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
}

void http_post(struct http_client *client, const char *message) {
  char request[4096];
  char session[HTTP_SESSION_BYTE_COUNT + 32] = "";
  if (client->session[0] != '\0')
    snprintf(session, sizeof session, "Mcp-Session-Id: %s\r\n", client->session);
  int count = snprintf(
    request, sizeof request,
    "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    "Accept: application/json, text/event-stream\r\n%sContent-Length: %zu\r\n\r\n%s",
    session, strlen(message), message);
  client->began_nanoseconds = monotonic_nanoseconds();
  if (send(client->descriptor, request, (size_t)count, MSG_NOSIGNAL) != count) fail("send: %s", strerror(errno));
}

/// Whether a reply is whole; fails when it is another one than is expected.
static int is_whole(struct http_client *client, char *buffer, int status, const char *needle) {
  char *end = memmem(buffer, client->received, "\r\n\r\n", 4);
  if (end == NULL) return 0;
  size_t head = (size_t)(end + 4 - buffer), length = 0;
  // Fields are looked for in the head alone: a search through a body of 78 KB would be the slower half of a list.
  *end = '\0';
  char *field = strcasestr(buffer, "\r\nContent-Length: ");
  char *session = strcasestr(buffer, "\r\nMcp-Session-Id: ");
  if (field != NULL) length = strtoul(field + 18, NULL, 10);
  *end = '\r';
  buffer[client->received] = '\0';
  if (client->received < head + length) return 0;
  if (client->received > head + length) fail("more than one reply came");
  if (strtol(buffer + 9, NULL, 10) != status) fail("not %d: %.300s", status, buffer);
  if (needle != NULL && memmem(end, client->received - (head - 4), needle, strlen(needle)) == NULL)
    fail("the reply does not hold %s: %.600s", needle, buffer);
  if (session != NULL) sscanf(session + 18, "%63s", client->session);
  client->received = 0;
  client->body_byte_count = length;
  return 1;
}

static int receive(struct http_client *client, char *buffer, int flags) {
  ssize_t count =
    recv(client->descriptor, buffer + client->received, HTTP_BUFFER_BYTE_COUNT - 1 - client->received, flags);
  if (count < 0 && errno == EAGAIN) return 0;
  if (count <= 0) fail("the server closed the connection: %s", count == 0 ? "end" : strerror(errno));
  client->received += (size_t)count;
  return 1;
}

uint64_t http_reply(struct http_client *client, char *buffer, int status, const char *needle) {
  do receive(client, buffer, 0);
  while (!is_whole(client, buffer, status, needle));
  return monotonic_nanoseconds() - client->began_nanoseconds;
}

int http_reply_try(struct http_client *client, char *buffer, int status, const char *needle) {
  return receive(client, buffer, MSG_DONTWAIT) && is_whole(client, buffer, status, needle);
}

void http_open(struct http_client *client, int port) {
  static char buffer[HTTP_BUFFER_BYTE_COUNT];
  client->session[0] = '\0';
  http_connect(client, port);
  http_post(
    client,
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
    "\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}");
  http_reply(client, buffer, 200, "protocolVersion");
  if (client->session[0] == '\0') fail("no session was opened");
  http_post(client, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  http_reply(client, buffer, 202, NULL);
}
