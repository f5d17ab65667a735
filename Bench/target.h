// One server under test, driven over pipes with blocking reads and writes.
#ifndef BENCH_TARGET_H
#define BENCH_TARGET_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define TARGET_COUNT_MAX 8
#define TARGET_ARGUMENT_COUNT_MAX 32
#define TARGET_LINE_BYTE_COUNT_MAX (1 << 20)
/// No answer for so long ends the measurement. A Python server takes a second or two to start.
#define ANSWER_TIMEOUT_SECONDS 30

enum target_kind {
  TARGET_MCP,  // an MCP server: handshake, answers checked by id and content
  TARGET_RAW,  // a relay: a line goes in, a line comes out
  TARGET_EXIT  // a program that ends at once: the floor of starting anything
};

struct target {
  const char *name;
  enum target_kind kind;
  long call_count;  // per block; per start phase: how many of the rounds it takes part in; per memory phase:
                    // calls before the reading
  char *arguments[TARGET_ARGUMENT_COUNT_MAX + 1];
  int argument_count;

  pid_t process;  // 0 when not running
  int input, output;
  uint64_t next_identifier;
  char *buffer;
  size_t buffer_start, buffer_end;
  size_t answer_byte_count;  // of the last answer, newline included
};

/// Set by the client's signal handler when a person or the script wants the end, so that it is not reported
/// as a time-out.
extern volatile sig_atomic_t target_was_stopped;

/// Takes a command off a command line: the words behind `*index` up to ";", where it stands then.
void target_command_read(struct target *target, char **argv, int argc, int *index);

/// Starts the server with pipes as stdin and stdout; stderr is appended to LOG_FOLDER/NAME.stderr.
void target_start(struct target *target, const char *log_folder);

/// MCP: initialize, wait for its answer. Others: nothing. `target_start` until here is "initialize answered".
void target_initialize(struct target *target);

/// MCP: notifications/initialized, written without waiting. Others: nothing.
void target_initialized(struct target *target);

/// One get_ticker_price; returns its nanoseconds from before the write until the whole line has been read.
/// Fails when the answer is not the price.
uint64_t target_call(struct target *target);

/// One call of a tool of an MCP server; returns its nanoseconds. Fails when the answer does not hold `needle`.
/// `answer` (may be NULL) stays valid until the next call.
uint64_t target_call_tool(
  struct target *target, const char *tool, const char *arguments, const char *needle, char **answer,
  size_t *answer_byte_count);

/// The same, but says whether the answer holds `needle`.
int target_try_tool(
  struct target *target, const char *tool, const char *arguments, const char *needle, char **answer,
  size_t *answer_byte_count);

/// Ends stdin and waits for the end; SIGKILL by pid after 5 s. `exit_status` of a TARGET_EXIT is not looked
/// at.
void target_stop(struct target *target);

/// Stops on every way out: registered with atexit by the client for all targets it has started.
void target_kill(struct target *target);

#endif
