// Secrets that came in the environment: memory that has a descriptor and no name, and what a process that holds one may
// use of the machine.
#ifndef BULKHEAD_KEY_PAGE_H
#define BULKHEAD_KEY_PAGE_H

#include <stdint.h>
#include <sys/types.h>

// The most bytes of a key, however it comes.
#define BULKHEAD_KEY_PAGE_MAX 16384

// Copies a secret (a C string) into secret memory (memfd_secret(2)), where the kernel itself has no mapping of it; where
// that is not to be had, or not wanted, into a sealed memfd. PEM has its `\n` turned into line ends. Nothing stays mapped.
// Returns a descriptor (close-on-exec), or -1 with errno: EINVAL for an empty one, EFBIG for one too long.
int bulkhead_key_page_make(const char *text, int is_secret_memory_wanted);

// The bytes in a page that bulkhead_key_page_make made; -1 with EINVAL for any other descriptor.
ssize_t bulkhead_key_page_size(int page);
int bulkhead_key_page_is_secret(int page);

// Maps a page for reading; not inherited by children and not in core files. NULL with errno.
const uint8_t *bulkhead_key_page_map(int page, size_t count);
void bulkhead_key_page_unmap(const uint8_t *bytes, size_t count);

// Whether a file lies on a tmpfs or ramfs that is mounted read-only: how containers and service managers hand secrets in.
int bulkhead_is_read_only_memory_mount(int descriptor);

// Lowers a limit (RLIMIT_…) of this process for good, never raises it.
int bulkhead_limit(int resource, uint64_t most);

// Lets a descriptor survive exec.
int bulkhead_keep_on_exec(int descriptor);

#endif
