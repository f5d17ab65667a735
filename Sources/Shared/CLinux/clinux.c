#define _GNU_SOURCE
#include "CLinux.h"

#include <linux/close_range.h>
#include <malloc.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>

#if __has_include("build_id.generated.h")
#include "build_id.generated.h"
#else
#define BULKHEAD_BUILD_ID "local-" __DATE__ "-" __TIME__
#endif

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

// Found by name in the executable, so that a test can make a worker "of another build" by patching the text behind the
// marker.
static const char build_id[] = "BULKHEAD-BUILD:" BULKHEAD_BUILD_ID;

const char *bulkhead_build_id(void) {
    const char *volatile text = build_id;  // volatile: otherwise the compiler keeps only the part behind the marker
    return text + sizeof("BULKHEAD-BUILD:") - 1;
}

static void write_address(const struct sockaddr_storage *address, uint8_t *text, size_t size) {
    const void *bytes = NULL;
    int family = address->ss_family;
    if (family == AF_INET) bytes = &((const struct sockaddr_in *)address)->sin_addr;
    if (family == AF_INET6) {
        const struct in6_addr *six = &((const struct sockaddr_in6 *)address)->sin6_addr;
        bytes = six;
        if (IN6_IS_ADDR_V4MAPPED(six)) {
            bytes = &six->s6_addr[12];
            family = AF_INET;
        }
    }
    if (size > 0) text[0] = 0;
    if (bytes) inet_ntop(family, bytes, (char *)text, (socklen_t)size);
}

int bulkhead_accept(int listening, uint8_t *peer, size_t peer_size) {
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    int accepted = accept4(listening, (struct sockaddr *)&address, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (accepted < 0) return accepted;
    int on = 1;
    setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    write_address(&address, peer, peer_size);
    return accepted;
}

int bulkhead_look_up(int folder, const char *name) {
    return openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
}

int bulkhead_peer(int socket, uint32_t *user, int32_t *process) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) return -1;
    *user = peer.uid;
    *process = peer.pid;
    return 0;
}

int bulkhead_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

void bulkhead_trim_heap(void) { malloc_trim(0); }

ptrdiff_t bulkhead_last_index(const uint8_t *bytes, size_t count, uint8_t byte) {
    const uint8_t *found = memrchr(bytes, byte, count);
    return found == NULL ? -1 : found - bytes;
}

int bulkhead_is_main_thread(void) { return gettid() == getpid(); }

int bulkhead_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int bulkhead_pidfd_signal(int pidfd, int signal_number) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal_number, NULL, 0);
}

int bulkhead_set_nonblocking(int descriptor, int on) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return -1;
    int wanted = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
    if (wanted != flags && fcntl(descriptor, F_SETFL, wanted) < 0) return -1;
    return flags;
}

int bulkhead_duplicate_above(int descriptor, int lowest) { return fcntl(descriptor, F_DUPFD_CLOEXEC, lowest); }

ssize_t bulkhead_send(int socket, const void *bytes, size_t count, int passed) {
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (passed >= 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = control.space;
        message.msg_controllen = sizeof control.space;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &passed, sizeof passed);
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

ssize_t bulkhead_receive(int socket, void *bytes, size_t count, int *passed) {
    struct iovec part = {.iov_base = bytes, .iov_len = count};
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(4 * sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    *passed = -1;
    ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (got < 0) return got;
    int extra = (message.msg_flags & MSG_CTRUNC) != 0;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header != NULL; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        size_t arrived = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t index = 0; index < arrived; index++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(header) + index * sizeof descriptor, sizeof descriptor);
            if (*passed < 0 && !extra) {
                *passed = descriptor;
            } else {
                close(descriptor);
                extra = 1;
            }
        }
    }
    if (extra) {
        if (*passed >= 0) close(*passed);
        *passed = -1;
        errno = EPROTO;
        return -1;
    }
    return got;
}

int bulkhead_harden(int dies_with_parent) {
    struct rlimit none = {0, 0};
    struct sigaction standard;
    // Swift's crash backtracer prints the bytes behind each register: a secret could be among them.
    static const int fatal[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    for (size_t index = 0; index < sizeof fatal / sizeof fatal[0]; index++) sigaction(fatal[index], &standard, NULL);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0) return -1;
    if (setrlimit(RLIMIT_CORE, &none) < 0) return -1;
    if (dies_with_parent && prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0) return -1;
    return 0;
}

int bulkhead_close_others(const int *kept, int count) {
    unsigned first = 3;
    for (;;) {
        // The next one that is kept: the list is short and in no order.
        unsigned next = ~0U;
        for (int index = 0; index < count; index++) {
            if (kept[index] >= 0 && (unsigned)kept[index] >= first && (unsigned)kept[index] < next) next = (unsigned)kept[index];
        }
        if (next == ~0U) return close_range(first, ~0U, 0);
        if (next > first && close_range(first, next - 1, 0) < 0) return -1;
        first = next + 1;
    }
}

int bulkhead_lock(int descriptor) {
    return flock(descriptor, LOCK_EX | LOCK_NB);
}

int bulkhead_unlock(int descriptor) { return flock(descriptor, LOCK_UN); }

int bulkhead_terminal_width(int descriptor) {
    struct winsize size;
    if (!isatty(descriptor)) return 0;
    if (ioctl(descriptor, TIOCGWINSZ, &size) < 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

int bulkhead_reap(int pidfd, int *code, int *status) {
    siginfo_t details;
    memset(&details, 0, sizeof details);
    int result;
    do {
        result = waitid((idtype_t)P_PIDFD, (id_t)pidfd, &details, WEXITED | WNOHANG);
    } while (result < 0 && errno == EINTR);
    if (result < 0) return -1;
    if (details.si_pid == 0) return 0;
    *code = details.si_code;
    *status = details.si_status;
    return 1;
}

// The child's own side, between fork and exec. Nothing here allocates, locks or calls back into Swift. Ends the process
// with the errno written to `report`, or never returns because exec succeeded.
static void become_child(const struct bulkhead_spawn_plan *plan, pid_t parent, int report) {
    struct rlimit none = {0, 0};
    struct sigaction standard;
    sigset_t empty;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    // Ignored signals and handlers survive or confuse exec: everything goes back to its default (the crash
    // backtracer's handlers too).
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    sigemptyset(&empty);

    if (plan->dies_with_parent) {
        if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0) goto failed;
        if (getppid() != parent) _exit(70);  // the parent died between fork and prctl: the signal will never come
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) goto failed;
    if (setrlimit(RLIMIT_CORE, &none) < 0) goto failed;

    // First out of the way of the final numbers, then onto them: a source that is itself a target number would be
    // overwritten otherwise.
    int moved[16];
    int lowest = plan->descriptor_count > report ? plan->descriptor_count + 1 : report + 1;
    if (plan->descriptor_count > 16) {
        errno = EMFILE;
        goto failed;
    }
    for (int index = 0; index < plan->descriptor_count; index++) {
        moved[index] = fcntl(plan->descriptors[index], F_DUPFD_CLOEXEC, lowest);
        if (moved[index] < 0) goto failed;
    }
    if (report < plan->descriptor_count) {
        int kept = fcntl(report, F_DUPFD_CLOEXEC, lowest);
        if (kept < 0) goto failed;
        report = kept;
    }
    for (int index = 0; index < plan->descriptor_count; index++) {
        if (dup2(moved[index], index) < 0) goto failed;  // dup2 clears close-on-exec
    }
    // Whatever else is open, by whoever's mistake, does not survive exec.
    if (close_range((unsigned)plan->descriptor_count, ~0U, CLOSE_RANGE_CLOEXEC) < 0) goto failed;
    if (!plan->keeps_working_directory && chdir("/") < 0) goto failed;
    umask(077);
    if (sigprocmask(SIG_SETMASK, &empty, NULL) < 0) goto failed;
    execve(plan->path, plan->arguments, plan->environment);
failed: {
    int cause = errno;
    ssize_t ignored = write(report, &cause, sizeof cause);
    (void)ignored;
    _exit(70);
}
}

pid_t bulkhead_spawn(const struct bulkhead_spawn_plan *plan, int *pidfd) {
    int report[2];
    sigset_t all, before;
    struct sigaction children;
    // Whoever started us may have ignored SIGCHLD, which survives exec: children would reap themselves, and
    // nobody would learn how they ended.
    if (sigaction(SIGCHLD, NULL, &children) == 0 && children.sa_handler == SIG_IGN) {
        children.sa_handler = SIG_DFL;
        sigaction(SIGCHLD, &children, NULL);
    }
    if (pipe2(report, O_CLOEXEC) < 0) return -1;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);  // no handler of ours may run in the child
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) become_child(plan, parent, report[1]);
    int cause = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        errno = cause;
        return -1;
    }
    int handle = bulkhead_pidfd_open(child);
    int open_cause = errno;
    // The pipe's end is closed by exec; a number that arrives first is the errno of the step that failed.
    ssize_t got;
    do {
        got = read(report[0], &cause, sizeof cause);
    } while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got == (ssize_t)sizeof cause || handle < 0) {
        if (handle < 0) {
            kill(child, SIGKILL);
            if (got != (ssize_t)sizeof cause) cause = open_cause;
        } else {
            close(handle);
        }
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        errno = cause;
        return -1;
    }
    *pidfd = handle;
    return child;
}
