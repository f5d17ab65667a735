// What this kernel offers of what our processes use, and what this process may use of the machine. Looking changes nothing.
#ifndef BULKHEAD_FACILITIES_H
#define BULKHEAD_FACILITIES_H

#include <stdint.h>

// Each: 1 where the kernel has it and lets this process use it, 0 otherwise.
int bulkhead_has_seccomp_filter(void);   // seccomp(2), SECCOMP_GET_ACTION_AVAIL
int bulkhead_has_secret_memory(void);    // memfd_secret(2)
int bulkhead_has_process_handles(void);  // pidfd_open(2)
int bulkhead_has_close_on_exec_range(void);  // close_range(2), CLOSE_RANGE_CLOEXEC
int bulkhead_has_no_new_privileges(void);  // prctl(2), PR_GET_NO_NEW_PRIVS

// The version of Landlock (landlock_create_ruleset(2)); 0 where there is none or it is off.
int bulkhead_landlock_version(void);

// Limits in force for this process (getrlimit(2)); UINT64_MAX for none, 0 also for one that cannot be read.
uint64_t bulkhead_open_files_max(void);
uint64_t bulkhead_locked_bytes_max(void);
uint64_t bulkhead_core_bytes_max(void);

// Bytes that this user can still write below a path; -1 with errno.
int64_t bulkhead_free_bytes(const char *path);

#endif
