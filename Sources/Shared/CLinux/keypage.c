#define _GNU_SOURCE
#include "CLinux.h"

#include <linux/magic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/vfs.h>

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447  // the same on every architecture (kernel 5.14)
#endif
#ifndef SECRETMEM_MAGIC
#define SECRETMEM_MAGIC 0x5345434d
#endif
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

static const char pem_mark[] = "-----BEGIN ";

// Copies a secret and counts its bytes; with `target` NULL it only counts. A client's configuration file offers one line,
// so that a PEM key comes with `\n` where its lines end.
static size_t copy_secret(const char *text, uint8_t *target) {
    int is_pem = strncmp(text, pem_mark, sizeof pem_mark - 1) == 0;
    size_t count = 0;
    for (const char *next = text; *next; next++) {
        uint8_t byte = (uint8_t)*next;
        if (is_pem && byte == '\\' && next[1] == 'n') {
            byte = '\n';
            next++;
        }
        if (target) target[count] = byte;
        count++;
    }
    return count;
}

static int fill(int page, const char *text, size_t count) {
    if (ftruncate(page, (off_t)count) < 0) return -1;
    uint8_t *bytes = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_SHARED, page, 0);
    if (bytes == MAP_FAILED) return -1;
    copy_secret(text, bytes);
    return munmap(bytes, count);
}

int bulkhead_key_page_make(const char *text, int is_secret_memory_wanted) {
    size_t count = copy_secret(text, NULL);
    if (count == 0 || count > BULKHEAD_KEY_PAGE_MAX) {
        errno = count == 0 ? EINVAL : EFBIG;
        return -1;
    }
    if (is_secret_memory_wanted) {
        int page = (int)syscall(SYS_memfd_secret, O_CLOEXEC);
        // Off in the kernel, or more than RLIMIT_MEMLOCK lets one lock: the other kind will do.
        if (page >= 0 && fill(page, text, count) == 0) return page;
        if (page >= 0) close(page);
    }
    int page = memfd_create("bulkhead-key", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
    if (page < 0 && errno == EINVAL) page = memfd_create("bulkhead-key", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (page < 0) return -1;
    if (fill(page, text, count) == 0
        && fcntl(page, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) == 0)
        return page;
    int cause = errno;
    close(page);
    errno = cause;
    return -1;
}

ssize_t bulkhead_key_page_size(int page) {
    struct stat status;
    struct statfs system;
    if (fstat(page, &status) < 0 || fstatfs(page, &system) < 0) return -1;
    int is_secret_memory = system.f_type == SECRETMEM_MAGIC;
    int seals = is_secret_memory ? 0 : fcntl(page, F_GET_SEALS);
    int is_sealed = seals >= 0 && (seals & F_SEAL_WRITE) && (seals & F_SEAL_SHRINK);
    if (!S_ISREG(status.st_mode) || status.st_size <= 0 || status.st_size > BULKHEAD_KEY_PAGE_MAX
        || !(is_secret_memory || is_sealed)) {
        errno = EINVAL;
        return -1;
    }
    return (ssize_t)status.st_size;
}

int bulkhead_key_page_is_secret(int page) {
    struct statfs system;
    return fstatfs(page, &system) == 0 && system.f_type == SECRETMEM_MAGIC;
}

const uint8_t *bulkhead_key_page_map(int page, size_t count) {
    uint8_t *bytes = mmap(NULL, count, PROT_READ, MAP_SHARED, page, 0);
    if (bytes == MAP_FAILED) return NULL;
    // No child of this process gets it, and no core file. Secret memory is never dumped and may refuse to be told so.
    if (madvise(bytes, count, MADV_DONTFORK) < 0) {
        int cause = errno;
        munmap(bytes, count);
        errno = cause;
        return NULL;
    }
    madvise(bytes, count, MADV_DONTDUMP);
    return bytes;
}

void bulkhead_key_page_unmap(const uint8_t *bytes, size_t count) { munmap((void *)bytes, count); }

int bulkhead_is_read_only_memory_mount(int descriptor) {
    struct statfs system;
    if (fstatfs(descriptor, &system) < 0) return 0;
    int is_memory = system.f_type == TMPFS_MAGIC || system.f_type == RAMFS_MAGIC;
    return is_memory && (system.f_flags & 1 /* ST_RDONLY */) != 0;
}

int bulkhead_limit(int resource, uint64_t most) {
    struct rlimit limit;
    if (getrlimit((__rlimit_resource_t)resource, &limit) < 0) return -1;
    if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < most) most = limit.rlim_max;
    limit.rlim_cur = limit.rlim_max = most;
    return setrlimit((__rlimit_resource_t)resource, &limit);
}

int bulkhead_keep_on_exec(int descriptor) { return fcntl(descriptor, F_SETFD, 0); }
