#define _GNU_SOURCE
#include "target.h"

#include "common.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

volatile sig_atomic_t target_was_stopped;

static int log_open(const struct target *target, const char *log_folder) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/%s.stderr", log_folder, target->name) >= (int)sizeof path)
    fail("the folder's path is too long");
  int log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log < 0) fail("cannot open %s: %s", path, strerror(errno));
  return log;
}

void target_command_read(struct target *target, char **argv, int argc, int *index) {
  for (*index += 1; *index < argc && strcmp(argv[*index], ";") != 0; *index += 1) {
    if (target->argument_count + 1 >= TARGET_ARGUMENT_COUNT_MAX) fail("too many arguments");
    target->arguments[target->argument_count++] = argv[*index];
  }
}

void target_start(struct target *target, const char *log_folder) {
  int to_server[2], from_server[2], log = log_open(target, log_folder);
  if (pipe2(to_server, O_CLOEXEC) != 0 || pipe2(from_server, O_CLOEXEC) != 0)
    fail("pipe2: %s", strerror(errno));
  // A blocked or ignored signal would be inherited: servers start with the defaults, as under any other
  // client.
  posix_spawnattr_t attributes;
  sigset_t defaults;
  sigfillset(&defaults);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to_server[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from_server[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, log, STDERR_FILENO);
  int error =
    posix_spawnp(&target->process, target->arguments[0], &actions, &attributes, target->arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(to_server[0]);
  close(from_server[1]);
  close(log);
  if (error != 0) {
    target->process = 0;
    fail("cannot start %s: %s", target->arguments[0], strerror(error));
  }
  target->input = to_server[1];
  target->output = from_server[0];
  target->next_identifier = 1;
  target->buffer_start = target->buffer_end = 0;
  if (target->buffer == NULL) target->buffer = malloc(TARGET_LINE_BYTE_COUNT_MAX);
  if (target->buffer == NULL) fail("out of memory");
}

/// The next line, its newline included; it stays valid until the next call.
static char *line_read(struct target *target, size_t *line_byte_count) {
  size_t looked_at = target->buffer_start;
  for (;;) {
    char *end = memchr(target->buffer + looked_at, '\n', target->buffer_end - looked_at);
    if (end != NULL) {
      char *line = target->buffer + target->buffer_start;
      *line_byte_count = (size_t)(end + 1 - line);
      target->buffer_start += *line_byte_count;
      if (target->buffer_start == target->buffer_end) target->buffer_start = target->buffer_end = 0;
      return line;
    }
    looked_at = target->buffer_end;
    if (target->buffer_end == TARGET_LINE_BYTE_COUNT_MAX) fail("%s: a line is over 1 MiB", target->name);
    ssize_t received = read(
      target->output, target->buffer + target->buffer_end, TARGET_LINE_BYTE_COUNT_MAX - target->buffer_end);
    if (received == 0) fail("%s ended its output (its stderr is in the log folder)", target->name);
    if (target_was_stopped) exit(2);
    if (received < 0 && errno == EINTR)
      fail("%s gave no answer within %d s", target->name, ANSWER_TIMEOUT_SECONDS);
    if (received < 0) fail("%s: read: %s", target->name, strerror(errno));
    target->buffer_end += (size_t)received;
  }
}

/// Whether this line answers the request. What is not JSON or carries no such id is passed over:
/// notifications are allowed by the protocol, and one of the compared servers greets on stdout.
static int is_answer_to(const char *line, size_t byte_count, uint64_t identifier) {
  char compact[48], spaced[48];
  size_t compact_count =
    (size_t)snprintf(compact, sizeof compact, "\"id\":%llu", (unsigned long long)identifier);
  size_t spaced_count =
    (size_t)snprintf(spaced, sizeof spaced, "\"id\": %llu", (unsigned long long)identifier);
  if (byte_count == 0 || line[0] != '{') return 0;
  const char *found = memmem(line, byte_count, compact, compact_count);
  size_t count = compact_count;
  if (found == NULL) {
    found = memmem(line, byte_count, spaced, spaced_count);
    count = spaced_count;
  }
  return found != NULL && (found[count] < '0' || found[count] > '9');
}

static void answer_check(const struct target *target, const char *line, size_t byte_count) {
  if (memmem(line, byte_count, EXPECTED_PRICE, strlen(EXPECTED_PRICE)) == NULL)
    fail(
      "%s did not answer with the price: %.*s", target->name, (int)(byte_count < 600 ? byte_count : 600),
      line);
}

void target_initialize(struct target *target) {
  if (target->kind != TARGET_MCP) return;
  static const char line[] =
    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
    "\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}\n";
  size_t byte_count;
  alarm(ANSWER_TIMEOUT_SECONDS);
  write_whole(target->input, line, sizeof line - 1);
  char *answer;
  do answer = line_read(target, &byte_count);
  while (!is_answer_to(answer, byte_count, 0));
  if (memmem(answer, byte_count, "\"result\"", 8) == NULL)
    fail("%s refused initialize: %.*s", target->name, (int)(byte_count < 600 ? byte_count : 600), answer);
}

void target_initialized(struct target *target) {
  static const char line[] = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
  if (target->kind == TARGET_MCP) write_whole(target->input, line, sizeof line - 1);
}

uint64_t target_call(struct target *target) {
  char request[256];
  uint64_t identifier = target->next_identifier++;
  int request_byte_count = snprintf(
    request, sizeof request,
    "{\"jsonrpc\":\"2.0\",\"id\":%llu,\"method\":\"tools/call\",\"params\":{\"name\":\"get_ticker_price\","
    "\"arguments\":{\"symbol\":\"BTCUSDT\"}}}\n",
    (unsigned long long)identifier);
  size_t byte_count;
  uint64_t started = monotonic_nanoseconds();
  write_whole(target->input, request, (size_t)request_byte_count);
  char *line = line_read(target, &byte_count);
  uint64_t ended = monotonic_nanoseconds();
  while (target->kind == TARGET_MCP && !is_answer_to(line, byte_count, identifier)) {
    line = line_read(target, &byte_count);
    ended = monotonic_nanoseconds();
  }
  answer_check(target, line, byte_count);
  target->answer_byte_count = byte_count;
  return ended - started;
}

/// Calls a tool; returns its nanoseconds.
static uint64_t tool_call(
  struct target *target, const char *tool, const char *arguments, char **answer, size_t *answer_byte_count) {
  char request[1024];
  uint64_t identifier = target->next_identifier++;
  int request_byte_count = snprintf(
    request, sizeof request,
    "{\"jsonrpc\":\"2.0\",\"id\":%llu,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}\n",
    (unsigned long long)identifier, tool, arguments);
  if (request_byte_count >= (int)sizeof request) fail("a request is too long");
  alarm(ANSWER_TIMEOUT_SECONDS);
  uint64_t started = monotonic_nanoseconds();
  write_whole(target->input, request, (size_t)request_byte_count);
  do *answer = line_read(target, answer_byte_count);
  while (!is_answer_to(*answer, *answer_byte_count, identifier));
  uint64_t ended = monotonic_nanoseconds();
  alarm(0);
  return ended - started;
}

int target_try_tool(
  struct target *target, const char *tool, const char *arguments, const char *needle, char **answer,
  size_t *answer_byte_count) {
  tool_call(target, tool, arguments, answer, answer_byte_count);
  return memmem(*answer, *answer_byte_count, needle, strlen(needle)) != NULL;
}

uint64_t target_call_tool(
  struct target *target, const char *tool, const char *arguments, const char *needle, char **answer,
  size_t *answer_byte_count) {
  char *line;
  uint64_t took = tool_call(target, tool, arguments, &line, answer_byte_count);
  if (memmem(line, *answer_byte_count, needle, strlen(needle)) == NULL)
    fail("%s of %s failed: %.*s", tool, target->name, (int)(*answer_byte_count < 600 ? *answer_byte_count : 600), line);
  if (answer != NULL) *answer = line;
  return took;
}

static int has_ended(struct target *target, int waited_milliseconds_max) {
  for (int waited = 0; waited <= waited_milliseconds_max; waited++) {
    pid_t ended = waitpid(target->process, NULL, WNOHANG);
    if (ended == target->process || (ended < 0 && errno == ECHILD)) return 1;
    usleep(1000);
  }
  return 0;
}

void target_kill(struct target *target) {
  if (target->process <= 0) return;
  close(target->input);
  if (!has_ended(target, 1000)) {
    kill(target->process, SIGKILL);
    waitpid(target->process, NULL, 0);
  }
  target->process = 0;
}

void target_stop(struct target *target) {
  if (target->process <= 0) return;
  close(target->input);
  if (target->kind == TARGET_EXIT) {
    waitpid(target->process, NULL, 0);
  } else if (!has_ended(target, 5000)) {
    fprintf(stderr, "bench: %s did not end within 5 s of the end of its stdin; killed\n", target->name);
    kill(target->process, SIGKILL);
    waitpid(target->process, NULL, 0);
  }
  close(target->output);
  target->process = 0;
}
