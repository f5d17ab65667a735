// What Swift's Glibc module hides (epoll, signalfd, pidfd, accept4, prctl, control messages) and what must not be Swift
// (the child side of fork).
#ifndef BULKHEAD_CLINUX_H
#define BULKHEAD_CLINUX_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "Facilities.h"
#include "KeyPage.h"

// The text that ties the executables of one build together: a hash of the sources where the build scripts provided one,
// else the compile time of this object, which all executables of one build share.
const char *bulkhead_build_id(void);

// One child to be started: see ChildProcess.swift for what each field promises.
struct bulkhead_spawn_plan {
    const char *path;             // absolute path of the executable
    char *const *arguments;       // NULL-terminated
    char *const *environment;     // NULL-terminated, complete: nothing is inherited
    const int *descriptors;       // descriptors[i] becomes descriptor i of the child
    int descriptor_count;         // everything from this number on is closed in the child
    int dies_with_parent;         // 1: SIGKILL when the thread that forked ends (PR_SET_PDEATHSIG)
    int keeps_working_directory;  // 0: the child starts in /
};

// Forks and executes. Returns the child's pid and stores its pidfd (close-on-exec), or returns -1 with errno of
// whatever failed in the parent or, before exec, in the child. The child side is async-signal-safe only.
pid_t bulkhead_spawn(const struct bulkhead_spawn_plan *plan, int *pidfd);

// Reaps the child behind a pidfd. 0: still running; 1: ended, *code is CLD_EXITED/CLD_KILLED/CLD_DUMPED and *status its
// exit code or signal; -1: errno.
int bulkhead_reap(int pidfd, int *code, int *status);

int bulkhead_pidfd_open(pid_t pid);
int bulkhead_pidfd_signal(int pidfd, int signal_number);

// Adds or takes away O_NONBLOCK. Returns the flags before, or -1.
int bulkhead_set_nonblocking(int descriptor, int on);
int bulkhead_duplicate_above(int descriptor, int lowest);

// Sends bytes and, when `passed` is not -1, one descriptor with them (SCM_RIGHTS). MSG_NOSIGNAL.
ssize_t bulkhead_send(int socket, const void *bytes, size_t count, int passed);
// Receives bytes and at most one descriptor (-1: none came; close-on-exec set). More than one descriptor, or a cut
// control message, closes them all and fails with EPROTO.
ssize_t bulkhead_receive(int socket, void *bytes, size_t count, int *passed);

// Default actions for fatal signals (no crash backtracer), no_new_privs, not dumpable, no core file; and, with
// `dies_with_parent`, SIGKILL at the parent's end. Returns 0 or -1 with errno.
int bulkhead_harden(int dies_with_parent);

// Closes every descriptor above 2 but the `count` ones of `kept`. Returns 0 or -1 with errno.
int bulkhead_close_others(const int *kept, int count);

// Gives what the heap has free back to the system (malloc_trim(3), which is glibc's own).
void bulkhead_trim_heap(void);

// Where the byte stands last (memrchr(3), which glibc shows to GNU sources only); -1 when it does not.
ptrdiff_t bulkhead_last_index(const uint8_t *bytes, size_t count, uint8_t byte);

// accept4 (close-on-exec, non-blocking, TCP_NODELAY), pipe2 (close-on-exec) and gettid, which need _GNU_SOURCE. `peer`
// gets the peer's address as text that ends with a zero: IPv4 also for IPv4 mapped into IPv6, empty for other families.
int bulkhead_accept(int listening, uint8_t *peer, size_t peer_size);
int bulkhead_pipe(int ends[2]);
// Opens a name for looking only (O_PATH, close-on-exec), a link itself and not what it leads to. -1 with errno.
int bulkhead_look_up(int folder, const char *name);
// The user and the process at the other end of a connected Unix socket (SO_PEERCRED, unix(7)). 0 or -1.
int bulkhead_peer(int socket, uint32_t *user, int32_t *process);
int bulkhead_is_main_thread(void);

// Locks a file for its descriptor alone, without waiting (flock; Swift sees the struct of that name instead).
int bulkhead_lock(int descriptor);
int bulkhead_unlock(int descriptor);

// CRC-32C of bytes; by the processor's instruction where it has one, and then equal to that by table.
uint32_t bulkhead_crc32c(const void *bytes, size_t count, int uses_table);

int bulkhead_terminal_width(int descriptor);  // columns, 0 when it is no terminal

#endif
