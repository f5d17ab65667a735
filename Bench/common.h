// What every program of the benchmark needs: the clock, whole writes, and one way to give up.
#ifndef BENCH_COMMON_H
#define BENCH_COMMON_H

#include <stddef.h>
#include <stdint.h>

/// The price every server under test has to pass on; the client looks for it in each answer, so that an error
/// is never timed.
#define EXPECTED_PRICE "64250.12"

/// Nanoseconds of CLOCK_MONOTONIC.
uint64_t monotonic_nanoseconds(void);

/// One line on stderr, then exit 2 (could not measure). Functions registered with atexit end the children.
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// Writes everything or fails. Messages here are far smaller than a pipe's buffer, so one system call is the
/// rule.
void write_whole(int descriptor, const void *bytes, size_t byte_count);

/// A number within bounds from the command line, or failure naming the option.
long number_argument(const char *option, const char *text, long minimum, long maximum);

#endif
