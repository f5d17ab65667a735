// What is measured, each phase over all its targets in rotation.
#ifndef BENCH_PHASES_H
#define BENCH_PHASES_H

#include "target.h"

#include <stdio.h>

struct plan {
  const char *figure;  // the first column of the results
  long round_count;
  long warm_up_count;  // calls before the first round, per target
  long seconds;        // of the hold phase
  const char *log_folder;
  FILE *results;  // lines of: figure, target, metric, unit, median, first quartile, third quartile, count
  struct target *targets;
  int target_count;
};

/// Latency and processor time per call. All targets are alive, one is asked at a time: a block of calls to
/// each in rotation, so that whatever else the machine does falls on all of them alike. Ratios are taken per
/// round against the target named "relay".
void phase_call(struct plan *plan);

/// From before the spawn until initialize, then the first tool, is answered; or until the end of a program
/// that ends at once.
void phase_start(struct plan *plan);

/// Proportional set size after `call_count` calls, each target alone: two copies of one program alive at once
/// share their pages, and each would look cheaper than it is.
void phase_memory(struct plan *plan);

/// One call to each target: prints "answer N" with the answer's byte count, or fails.
void phase_probe(struct plan *plan);

/// Prints "process PID NAME" for each process of the first target, then calls it for `seconds`: something for
/// a profiler to look at.
void phase_hold(struct plan *plan);

#endif
