#include "common.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

uint64_t monotonic_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

_Noreturn void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("bench: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(2);
}

void write_whole(int descriptor, const void *bytes, size_t byte_count) {
  const char *rest = bytes;
  while (byte_count > 0) {
    ssize_t written = write(descriptor, rest, byte_count);
    if (written < 0) {
      if (errno == EINTR) continue;
      fail("write: %s", strerror(errno));
    }
    rest += written;
    byte_count -= (size_t)written;
  }
}

long number_argument(const char *option, const char *text, long minimum, long maximum) {
  char *end = NULL;
  errno = 0;
  long value = text == NULL ? 0 : strtol(text, &end, 10);
  if (text == NULL || errno != 0 || end == text || *end != '\0' || value < minimum || value > maximum)
    fail("%s takes a whole number from %ld to %ld", option, minimum, maximum);
  return value;
}
