#define _GNU_SOURCE
#include "phases.h"

#include "common.h"
#include "process_tree.h"
#include "statistics.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCK_CALL_COUNT_MAX 4096
/// Calls before each block that are not counted: the first after a rest finds cold caches.
#define BLOCK_WARM_UP_DIVISOR 10
/// The exchange grants an address 61,000 requests in five minutes, and a server that counts them refuses more.
#define HELD_CALL_COUNT_MAX 58000
/// A block of fewer calls says nothing about its slowest hundredth.
#define TAIL_CALL_COUNT_MIN 100

static void result_write(
  const struct plan *plan, const char *target, const char *metric, const char *unit, struct series *series) {
  if (series->count == 0) return;
  fprintf(
    plan->results, "%s\t%s\t%s\t%s\t%.6g\t%.6g\t%.6g\t%zu\n", plan->figure, target, metric, unit,
    series_quantile(series, 0.5), series_quantile(series, 0.25), series_quantile(series, 0.75),
    series->count);
}

/// On a terminal one line that changes; in a log one line per tenth, so that it stays readable.
static void progress_show(const struct plan *plan, const char *detail, long round) {
  long tenth = plan->round_count < 10 ? 1 : plan->round_count / 10;
  if (isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r  %s%s: round %ld of %ld ", plan->figure, detail, round + 1, plan->round_count);
    if (round + 1 == plan->round_count) fputc('\n', stderr);
  } else if (round % tenth == 0) {
    fprintf(stderr, "  %s%s: round %ld of %ld\n", plan->figure, detail, round + 1, plan->round_count);
  }
}

static void started_and_warm(struct plan *plan, struct target *target, long call_count) {
  target_start(target, plan->log_folder);
  target_initialize(target);
  target_initialized(target);
  alarm(ANSWER_TIMEOUT_SECONDS);
  for (long call = 0; call < call_count; call++) target_call(target);
}

struct block {
  double p50, p99, processor;  // microseconds
};

static struct block block_measure(struct target *target) {
  static double latencies[BLOCK_CALL_COUNT_MAX];
  struct process_tree tree = process_tree_of(target->process);
  alarm(ANSWER_TIMEOUT_SECONDS);
  for (long call = 0; call < 1 + target->call_count / BLOCK_WARM_UP_DIVISOR; call++) target_call(target);
  usleep(300);  // until the last answer's tail (going back to sleep) has been counted
  uint64_t processor_before = process_tree_processor_nanoseconds(&tree);
  for (long call = 0; call < target->call_count; call++) latencies[call] = (double)target_call(target) / 1000;
  usleep(300);
  uint64_t processor = process_tree_processor_nanoseconds(&tree) - processor_before;
  size_t count = (size_t)target->call_count;
  return (struct block){
    .p50 = quantile(latencies, count, 0.5),
    .p99 = quantile(latencies, count, 0.99),
    .processor = (double)processor / 1000 / (double)count};
}

struct call_series {
  struct series p50, p99, processor, p50_ratio, p99_ratio, processor_ratio;
};

static void call_round(struct plan *plan, long round, struct call_series *all, struct block *blocks) {
  for (int step = 0; step < plan->target_count; step++) {
    int index = (int)((round + step) % plan->target_count);
    blocks[index] = block_measure(&plan->targets[index]);
  }
  const struct block *relay = NULL;
  for (int index = 0; index < plan->target_count; index++) {
    if (strcmp(plan->targets[index].name, "relay") == 0) relay = &blocks[index];
  }
  for (int index = 0; index < plan->target_count; index++) {
    series_add(&all[index].p50, blocks[index].p50);
    series_add(&all[index].p99, blocks[index].p99);
    series_add(&all[index].processor, blocks[index].processor);
    if (relay == NULL) continue;
    series_add(&all[index].p50_ratio, blocks[index].p50 / relay->p50);
    series_add(&all[index].p99_ratio, blocks[index].p99 / relay->p99);
    series_add(&all[index].processor_ratio, blocks[index].processor / relay->processor);
  }
}

void phase_call(struct plan *plan) {
  static struct call_series all[TARGET_COUNT_MAX];
  struct block blocks[TARGET_COUNT_MAX];
  for (int index = 0; index < plan->target_count; index++) {
    long warm_up_count = plan->targets[index].call_count < plan->warm_up_count
                           ? plan->targets[index].call_count
                           : plan->warm_up_count;
    if (plan->targets[index].call_count > BLOCK_CALL_COUNT_MAX)
      fail("a block is at most %d calls", BLOCK_CALL_COUNT_MAX);
    started_and_warm(plan, &plan->targets[index], warm_up_count);
  }
  for (long round = 0; round < plan->round_count; round++) {
    progress_show(plan, "", round);
    call_round(plan, round, all, blocks);
  }
  for (int index = 0; index < plan->target_count; index++) {
    const char *name = plan->targets[index].name;
    result_write(plan, name, "p50", "us", &all[index].p50);
    if (plan->targets[index].call_count < TAIL_CALL_COUNT_MIN)
      all[index].p99.count = all[index].p99_ratio.count = 0;
    result_write(plan, name, "p99", "us", &all[index].p99);
    result_write(plan, name, "processor", "us", &all[index].processor);
    result_write(plan, name, "p50_ratio", "x", &all[index].p50_ratio);
    result_write(plan, name, "p99_ratio", "x", &all[index].p99_ratio);
    result_write(plan, name, "processor_ratio", "x", &all[index].processor_ratio);
    target_stop(&plan->targets[index]);
  }
}

void phase_start(struct plan *plan) {
  static struct series initialized[TARGET_COUNT_MAX], answered[TARGET_COUNT_MAX], ended[TARGET_COUNT_MAX];
  for (long round = 0; round < plan->round_count; round++) {
    progress_show(plan, "", round);
    for (int step = 0; step < plan->target_count; step++) {
      int index = (int)((round + step) % plan->target_count);
      struct target *target = &plan->targets[index];
      if (round >= target->call_count) continue;  // a slow starter takes part in the first rounds only
      uint64_t started = monotonic_nanoseconds();
      target_start(target, plan->log_folder);
      alarm(ANSWER_TIMEOUT_SECONDS);
      if (target->kind == TARGET_EXIT) {
        waitpid(target->process, NULL, 0);
        series_add(&ended[index], (double)(monotonic_nanoseconds() - started) / 1000000);
      } else {
        target_initialize(target);
        if (target->kind == TARGET_MCP)
          series_add(&initialized[index], (double)(monotonic_nanoseconds() - started) / 1000000);
        target_initialized(target);
        target_call(target);
        series_add(&answered[index], (double)(monotonic_nanoseconds() - started) / 1000000);
      }
      target_stop(target);
    }
  }
  for (int index = 0; index < plan->target_count; index++) {
    result_write(plan, plan->targets[index].name, "initialize", "ms", &initialized[index]);
    result_write(plan, plan->targets[index].name, "first_tool", "ms", &answered[index]);
    result_write(plan, plan->targets[index].name, "exit", "ms", &ended[index]);
  }
}

static void memory_detail_write(
  const struct plan *plan, const struct target *target, const struct process_tree *tree) {
  for (size_t index = 0; index < tree->count; index++) {
    char name[64], metric[96];
    process_name(tree->processes[index], name, sizeof name);
    snprintf(metric, sizeof metric, "process %zu %s", index + 1, name);
    struct series one = {
      .count = 1, .values = {(double)process_proportional_kibibytes(tree->processes[index])}};
    result_write(plan, target->name, metric, "KiB", &one);
  }
}

void phase_memory(struct plan *plan) {
  for (int index = 0; index < plan->target_count; index++) {
    struct target *target = &plan->targets[index];
    static struct series proportional;
    char detail[64];
    snprintf(detail, sizeof detail, " of %s", target->name);
    proportional.count = 0;
    for (long round = 0; round < plan->round_count; round++) {
      progress_show(plan, detail, round);
      started_and_warm(plan, target, target->call_count);
      struct process_tree tree = process_tree_of(target->process);
      long kibibytes = process_tree_proportional_kibibytes(&tree);
      if (kibibytes < 0)
        fprintf(stderr, "\nbench: the memory of %s may not be read; root may\n", target->name);
      if (kibibytes >= 0) series_add(&proportional, (double)kibibytes);
      if (kibibytes >= 0 && round == plan->round_count - 1) memory_detail_write(plan, target, &tree);
      target_stop(target);
    }
    result_write(plan, target->name, "proportional", "KiB", &proportional);
  }
}

void phase_probe(struct plan *plan) {
  for (int index = 0; index < plan->target_count; index++) {
    started_and_warm(plan, &plan->targets[index], 100);
    printf("answer %zu\n", plan->targets[index].answer_byte_count);
    target_stop(&plan->targets[index]);
  }
}

void phase_hold(struct plan *plan) {
  struct target *target = &plan->targets[0];
  started_and_warm(plan, target, plan->warm_up_count);
  struct process_tree tree = process_tree_of(target->process);
  for (size_t index = 0; index < tree.count; index++) {
    char name[64];
    process_name(tree.processes[index], name, sizeof name);
    printf("process %d %s\n", tree.processes[index], name);
  }
  fflush(stdout);
  // Spread over the whole time, in bursts: whoever looks at the processes must still find them at work when the
  // number of calls would have been used up long ago.
  uint64_t begin = monotonic_nanoseconds(), length = (uint64_t)plan->seconds * 1000000000u;
  uint64_t call_count = 0, elapsed;
  while ((elapsed = monotonic_nanoseconds() - begin) < length) {
    alarm(ANSWER_TIMEOUT_SECONDS);
    uint64_t due = (uint64_t)((double)HELD_CALL_COUNT_MAX * (double)elapsed / (double)length);
    for (; call_count < due; call_count++) target_call(target);
    usleep(10000);
  }
  printf("calls %llu\n", (unsigned long long)call_count);
  target_stop(target);
}
