#define _GNU_SOURCE
#include "CLinux.h"

#include <linux/seccomp.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447  // the same on every architecture (kernel 5.14)
#endif
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif
#define LANDLOCK_VERSION_QUESTION 1u  // LANDLOCK_CREATE_RULESET_VERSION

int bulkhead_has_seccomp_filter(void) {
    uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

int bulkhead_has_secret_memory(void) {
    int page = (int)syscall(SYS_memfd_secret, O_CLOEXEC);
    if (page < 0) return 0;
    close(page);
    return 1;
}

int bulkhead_has_process_handles(void) {
    int handle = bulkhead_pidfd_open(getpid());
    if (handle < 0) return 0;
    close(handle);
    return 1;
}

int bulkhead_has_close_on_exec_range(void) {
    // No descriptor has such a number.
    return syscall(SYS_close_range, ~0U, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
}

int bulkhead_has_no_new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) >= 0; }

int bulkhead_landlock_version(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION_QUESTION);
    return version > 0 ? (int)version : 0;
}

static uint64_t in_force(struct rlimit limit) {
    return limit.rlim_cur == RLIM_INFINITY ? UINT64_MAX : limit.rlim_cur;
}

uint64_t bulkhead_open_files_max(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? in_force(limit) : 0;
}

uint64_t bulkhead_locked_bytes_max(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_MEMLOCK, &limit) == 0 ? in_force(limit) : 0;
}

uint64_t bulkhead_core_bytes_max(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_CORE, &limit) == 0 ? in_force(limit) : 0;
}

int64_t bulkhead_free_bytes(const char *path) {
    struct statvfs status;
    if (statvfs(path, &status) != 0) return -1;
    return (int64_t)status.f_bavail * (int64_t)status.f_frsize;
}
