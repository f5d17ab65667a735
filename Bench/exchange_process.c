#define _GNU_SOURCE
#include "exchange_process.h"

#include "common.h"
#include "process_tree.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READY_LINE_BYTE_COUNT_MAX 65536

static int exchange_processor = -1, generator_processor = -1;
static char ready_line[READY_LINE_BYTE_COUNT_MAX];

bool processors_choose(void) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) fail("sched_getaffinity: %s", strerror(errno));
  for (int processor = 0; processor < CPU_SETSIZE; processor++) {
    if (!CPU_ISSET(processor, &allowed)) continue;
    if (exchange_processor < 0) exchange_processor = processor;
    generator_processor = processor;
  }
  return processors_are_two();
}

bool processors_are_two(void) { return exchange_processor != generator_processor; }

static void bind_to(int processor) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(processor, &one);
  if (sched_setaffinity(0, sizeof one, &one) != 0) fail("sched_setaffinity: %s", strerror(errno));
}

static void ready_line_read(const struct exchange_process *exchange) {
  size_t count = 0;
  alarm(ANSWER_TIMEOUT_SECONDS);
  while (count == 0 || ready_line[count - 1] != '\n') {
    ssize_t received = read(exchange->target.output, ready_line + count, sizeof ready_line - 1 - count);
    if (received <= 0) fail("the exchange printed no ready line (its stderr is in the log folder)");
    count += (size_t)received;
  }
  alarm(0);
  ready_line[count] = '\0';
}

/// The number behind a member's name, or failure.
static long ready_number(const char *name) {
  const char *found = strstr(ready_line, name);
  if (found == NULL) fail("no %s in the ready line", name);
  return strtol(found + strlen(name), NULL, 10);
}

/// Copies the text behind `name` up to the next quotation mark; false when the object does not have it.
static bool member_copy(const char *object, const char *name, char *text, size_t size) {
  const char *found = strstr(object, name);
  if (found == NULL) return false;
  found += strlen(name);
  size_t count = strcspn(found, "\"");
  if (count >= size) fail("a member of the ready line is too long");
  memcpy(text, found, count);
  text[count] = '\0';
  return true;
}

void exchange_start(struct exchange_process *exchange, const char *log_folder) {
  bind_to(exchange_processor);
  target_start(&exchange->target, log_folder);  // the child inherits the processor
  bind_to(generator_processor);
  exchange_ready(exchange);
}

void exchange_ready(struct exchange_process *exchange) {
  ready_line_read(exchange);
  exchange->port = (int)ready_number("\"url\":\"http://127.0.0.1:");
  exchange->symbol_count = ready_number("\"symbols\":");
}

void exchange_secret_read(struct exchange_process *exchange) {
  char *object = strstr(ready_line, "\"keys\":["), *path = exchange->secret_path;
  while (object != NULL && (object = strchr(object, '{')) != NULL) {
    char *end = strchr(object, '}');
    if (end == NULL) break;
    *end = '\0';
    if (
      strstr(object, "\"kind\":\"hmac\"") != NULL && strstr(object, "\"spot\"") != NULL &&
      member_copy(object, "\"id\":\"", exchange->key, sizeof exchange->key) &&
      member_copy(object, "\"secret_file\":\"", path, sizeof exchange->secret_path)) {
      FILE *file = fopen(path, "re");
      if (file == NULL) fail("cannot open the secret's file: %s", strerror(errno));
      size_t count = fread(exchange->secret, 1, sizeof exchange->secret, file);
      fclose(file);
      while (count > 0 && exchange->secret[count - 1] <= ' ') count--;
      exchange->secret_byte_count = (int)count;
      return;
    }
    object = end + 1;
  }
  fail("the ready line names no HMAC key that may trade");
}

uint64_t exchange_processor_nanoseconds(const struct exchange_process *exchange) {
  struct process_tree alone = {.count = 1, .processes = {exchange->target.process}};
  return process_tree_processor_nanoseconds(&alone);
}

long exchange_status_kibibytes(const struct exchange_process *exchange, const char *field) {
  char path[64], line[256];
  long kibibytes = -1;
  snprintf(path, sizeof path, "/proc/%d/status", exchange->target.process);
  FILE *file = fopen(path, "re");
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    if (strncmp(line, field, strlen(field)) == 0 && line[strlen(field)] == ':')
      kibibytes = strtol(line + strlen(field) + 1, NULL, 10);
  }
  if (file != NULL) fclose(file);
  if (kibibytes < 0) fail("no %s in %s", field, path);
  return kibibytes;
}
