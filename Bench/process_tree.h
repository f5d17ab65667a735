// What a server costs: the processor time and the memory of its process and of all its descendants.
#ifndef BENCH_PROCESS_TREE_H
#define BENCH_PROCESS_TREE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROCESS_COUNT_MAX 64

struct process_tree {
  size_t count;
  pid_t processes[PROCESS_COUNT_MAX];
};

/// The process and all its descendants, found through /proc/*/stat.
struct process_tree process_tree_of(pid_t root);

/// Processor time of all of them in nanoseconds, ended threads included: the kernel's own count, exact for a
/// process that sleeps, where utime + stime of /proc/PID/stat comes in ticks of 10 ms. Fails when one of them
/// is gone.
uint64_t process_tree_processor_nanoseconds(const struct process_tree *tree);

/// Proportional set size of all of them in KiB (/proc/PID/smaps_rollup), or -1 when it may not be read: a
/// process that is not dumpable shows it to root only.
long process_tree_proportional_kibibytes(const struct process_tree *tree);

/// The same of one process.
long process_proportional_kibibytes(pid_t process);

/// The name of a process as the kernel has it (/proc/PID/comm).
void process_name(pid_t process, char *name, size_t name_byte_count_max);

#endif
