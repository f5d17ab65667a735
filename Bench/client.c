// The client of the benchmark: one process, blocking, that starts the loopback exchange and the servers under
// test and measures them.
//
//   client --phase call|start|memory|probe|hold --figure NAME --exchange PATH --logs FOLDER [--results FILE]
//          [--rounds N] [--warm-up N] [--seconds N] [--delay-ms N]
//          {--target NAME mcp|raw|exit COUNT COMMAND ARGUMENT… ";"}…
//
// "{port}" in an argument becomes the exchange's port. COUNT: see target.h.
#define _GNU_SOURCE
#include "common.h"
#include "phases.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct target targets[TARGET_COUNT_MAX];
static struct target exchange = {.name = "exchange", .kind = TARGET_RAW, .argument_count = 1};
static struct plan plan = {
  .figure = "call", .round_count = 1, .warm_up_count = 200, .seconds = 5, .targets = targets};
static long delay_milliseconds;

static void everything_end(void) {
  for (int index = 0; index < plan.target_count; index++) target_kill(&targets[index]);
  target_kill(&exchange);
}

static void interrupted(int signal_number) {
  // So that a blocked read returns (EINTR): the failure there ends all children on the way out.
  target_was_stopped = signal_number != SIGALRM;
}

static void signals_prepare(void) {
  struct sigaction action = {.sa_handler = interrupted};  // no SA_RESTART
  sigaction(SIGALRM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  atexit(everything_end);
}

/// Reads NAME KIND COUNT COMMAND… ; and returns the index of the semicolon.
static int target_read(int argc, char **argv, int index) {
  if (plan.target_count == TARGET_COUNT_MAX) fail("at most %d targets", TARGET_COUNT_MAX);
  if (index + 4 >= argc) fail("--target NAME mcp|raw|exit COUNT COMMAND ARGUMENT… \";\"");
  struct target *target = &targets[plan.target_count++];
  target->name = argv[index + 1];
  const char *kind = argv[index + 2];
  target->kind = strcmp(kind, "mcp") == 0 ? TARGET_MCP : strcmp(kind, "raw") == 0 ? TARGET_RAW : TARGET_EXIT;
  target->call_count = number_argument("COUNT", argv[index + 3], 1, 1000000);
  for (index += 4; index < argc && strcmp(argv[index], ";") != 0; index++) {
    if (target->argument_count == TARGET_ARGUMENT_COUNT_MAX) fail("a command has too many arguments");
    target->arguments[target->argument_count++] = argv[index];
  }
  return index;
}

static const char *options_read(int argc, char **argv) {
  const char *phase = "";
  for (int index = 1; index < argc; index++) {
    const char *name = argv[index], *value = index + 1 < argc ? argv[index + 1] : NULL;
    if (strcmp(name, "--target") == 0) {
      index = target_read(argc, argv, index);
      continue;
    }
    if (value == NULL) fail("%s needs a value", name);
    if (strcmp(name, "--phase") == 0)
      phase = value;
    else if (strcmp(name, "--figure") == 0)
      plan.figure = value;
    else if (strcmp(name, "--exchange") == 0)
      exchange.arguments[0] = argv[index + 1];
    else if (strcmp(name, "--logs") == 0)
      plan.log_folder = value;
    else if (strcmp(name, "--results") == 0)
      plan.results = fopen(value, "ae");
    else if (strcmp(name, "--rounds") == 0)
      plan.round_count = number_argument(name, value, 1, 4000);
    else if (strcmp(name, "--warm-up") == 0)
      plan.warm_up_count = number_argument(name, value, 1, 1000000);
    else if (strcmp(name, "--seconds") == 0)
      plan.seconds = number_argument(name, value, 1, 600);
    else if (strcmp(name, "--delay-ms") == 0)
      delay_milliseconds = number_argument(name, value, 0, 10000);
    else
      fail("unknown option %s", name);
    index += 1;
  }
  if (plan.results == NULL) plan.results = stdout;
  if (plan.log_folder == NULL || exchange.arguments[0] == NULL || plan.target_count == 0)
    fail("--exchange, --logs and at least one --target are needed");
  return phase;
}

/// Sends a line to the exchange (none when empty) and returns the number in its line of answer.
static long exchange_ask(const char *line) {
  char answer[128];
  size_t count = 0;
  alarm(5);
  write_whole(exchange.input, line, strlen(line));
  while (count == 0 || answer[count - 1] != '\n') {
    ssize_t received = read(exchange.output, answer + count, sizeof answer - 1 - count);
    if (received <= 0) fail("the loopback exchange does not answer");
    count += (size_t)received;
  }
  answer[count] = '\0';
  const char *number = strchr(answer, ' ');
  return number == NULL ? 0 : strtol(number, NULL, 10);
}

static void port_fill_in(long port) {
  for (int index = 0; index < plan.target_count; index++) {
    for (int position = 0; position < targets[index].argument_count; position++) {
      char *argument = targets[index].arguments[position], *mark = strstr(argument, "{port}");
      if (mark == NULL) continue;
      int head_byte_count = (int)(mark - argument);
      char **filled = &targets[index].arguments[position];
      if (asprintf(filled, "%.*s%ld%s", head_byte_count, argument, port, mark + strlen("{port}")) < 0)
        fail("out of memory");
    }
  }
}

int main(int argc, char **argv) {
  const char *phase = options_read(argc, argv);
  signals_prepare();
  target_start(&exchange, plan.log_folder);
  port_fill_in(exchange_ask(""));
  if (delay_milliseconds > 0) {
    char line[64];
    snprintf(line, sizeof line, "delay %ld\n", delay_milliseconds);
    exchange_ask(line);
  }
  if (strcmp(phase, "call") == 0)
    phase_call(&plan);
  else if (strcmp(phase, "start") == 0)
    phase_start(&plan);
  else if (strcmp(phase, "memory") == 0)
    phase_memory(&plan);
  else if (strcmp(phase, "probe") == 0)
    phase_probe(&plan);
  else if (strcmp(phase, "hold") == 0)
    phase_hold(&plan);
  else
    fail("--phase is one of call, start, memory, probe, hold");
  if (strcmp(phase, "probe") == 0) printf("request %ld\n", exchange_ask("request\n"));
  target_stop(&exchange);
  return 0;
}
