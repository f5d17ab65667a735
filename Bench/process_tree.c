#define _GNU_SOURCE
#include "process_tree.h"

#include "common.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MACHINE_PROCESS_COUNT_MAX 32768

static pid_t parent_of(pid_t process) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", process);
  FILE *file = fopen(path, "re");
  if (file == NULL) return -1;
  size_t count = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[count] = '\0';
  // The name in brackets may hold spaces and brackets itself: go on after the last one.
  const char *rest = strrchr(text, ')');
  int parent = -1;
  if (rest == NULL || sscanf(rest + 1, " %*c %d", &parent) != 1) return -1;
  return parent;
}

struct process_tree process_tree_of(pid_t root) {
  static pid_t processes[MACHINE_PROCESS_COUNT_MAX], parents[MACHINE_PROCESS_COUNT_MAX];
  size_t count = 0;
  DIR *directory = opendir("/proc");
  if (directory == NULL) fail("cannot read /proc");
  for (struct dirent *entry; (entry = readdir(directory)) != NULL && count < MACHINE_PROCESS_COUNT_MAX;) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    processes[count] = (pid_t)atoi(entry->d_name);
    parents[count] = parent_of(processes[count]);
    count += 1;
  }
  closedir(directory);
  struct process_tree tree = {.count = 1, .processes = {root}};
  // Each found process's children join the end of the list, until the list is exhausted.
  for (size_t found = 0; found < tree.count; found++) {
    for (size_t index = 0; index < count && tree.count < PROCESS_COUNT_MAX; index++) {
      if (parents[index] == tree.processes[found]) tree.processes[tree.count++] = processes[index];
    }
  }
  return tree;
}

uint64_t process_tree_processor_nanoseconds(const struct process_tree *tree) {
  uint64_t sum = 0;
  for (size_t index = 0; index < tree->count; index++) {
    clockid_t clock;
    struct timespec used;
    if (clock_getcpuclockid(tree->processes[index], &clock) != 0 || clock_gettime(clock, &used) != 0)
      fail("process %d of a server ended while it was measured", tree->processes[index]);
    sum += (uint64_t)used.tv_sec * 1000000000u + (uint64_t)used.tv_nsec;
  }
  return sum;
}

long process_proportional_kibibytes(pid_t process) {
  char path[64], line[256];
  long kibibytes = -1;
  snprintf(path, sizeof path, "/proc/%d/smaps_rollup", process);
  FILE *file = fopen(path, "re");
  if (file == NULL) return -1;
  while (fgets(line, sizeof line, file) != NULL) {
    if (sscanf(line, "Pss: %ld kB", &kibibytes) == 1) break;
  }
  fclose(file);
  return kibibytes;
}

long process_tree_proportional_kibibytes(const struct process_tree *tree) {
  long sum = 0;
  for (size_t index = 0; index < tree->count; index++) {
    long kibibytes = process_proportional_kibibytes(tree->processes[index]);
    if (kibibytes < 0) return -1;
    sum += kibibytes;
  }
  return sum;
}

void process_name(pid_t process, char *name, size_t name_byte_count_max) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/comm", process);
  FILE *file = fopen(path, "re");
  size_t count = file == NULL ? 0 : fread(name, 1, name_byte_count_max - 1, file);
  if (file != NULL) fclose(file);
  name[count] = '\0';
  name[strcspn(name, "\n")] = '\0';
}
