// failing-disk CONTROL PROGRAM [ARGUMENT]...
//
// Runs a program on a disk whose fsync(2) and fdatasync(2) fail with EIO while the file CONTROL is there,
// in the program and in everything that it starts, without a change to any of them. A number in CONTROL says
// how many of these calls go through before that, and is counted down.
//
// A seccomp(2) filter asks a helper process about each of these calls (seccomp_unotify(2)). This process
// becomes the program; the helper is a child of init and ends when the last process that it is asked about
// has ended.
//
// Exit codes: the program's; 64 usage; 69 the kernel allows no such filter (before the program starts).

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int fail(const char *what) {
  fprintf(stderr, "failing-disk: %s: %s\n", what, strerror(errno));
  return 69;
}

static int listener_of_filter(void) {
  struct sock_filter code[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fdatasync, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fsync, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

static int send_descriptor(int socket, int descriptor) {
  char byte = 0, space[CMSG_SPACE(sizeof descriptor)] = {0};
  struct iovec part = {.iov_base = &byte, .iov_len = 1};
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof descriptor);
  memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  return sendmsg(socket, &message, 0) == 1 ? 0 : -1;
}

static int receive_descriptor(int socket) {
  char byte, space[CMSG_SPACE(sizeof(int))];
  struct iovec part = {.iov_base = &byte, .iov_len = 1};
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  int descriptor = -1;
  if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != 1) return -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header && header->cmsg_type == SCM_RIGHTS) memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
  return descriptor;
}

// Whether the next call fails, as CONTROL says; counts it down.
static int is_to_fail(const char *control) {
  int file = open(control, O_RDWR | O_CLOEXEC);
  if (file < 0) return 0;
  char text[16] = {0};
  long left = pread(file, text, sizeof text - 1, 0) > 0 ? strtol(text, NULL, 10) : 0;
  if (left > 0) {
    int length = snprintf(text, sizeof text, "%-8ld", left - 1);
    if (pwrite(file, text, (size_t)length, 0) != length) left = 0;
  }
  close(file);
  return left <= 0;
}

static void answer(int listener, const char *control) {
  for (;;) {
    struct pollfd waiting = {.fd = listener, .events = POLLIN};
    if (poll(&waiting, 1, -1) < 0 && errno != EINTR) return;
    if (waiting.revents & POLLIN) {
      struct seccomp_notif asked = {0};
      // The caller may have been killed meanwhile.
      if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &asked) != 0) continue;
      struct seccomp_notif_resp reply = {.id = asked.id};
      if (is_to_fail(control)) {
        reply.error = -EIO;
      } else {
        reply.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
      }
      ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
    } else if (waiting.revents & (POLLHUP | POLLERR | POLLNVAL)) {
      return;
    }
  }
}

int main(int count, char **arguments) {
  if (count < 3) {
    fprintf(stderr, "usage: failing-disk CONTROL PROGRAM [ARGUMENT]...\n");
    return 64;
  }
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return fail("socketpair");
  pid_t child = fork();
  if (child < 0) return fail("fork");
  if (child == 0) {
    // The helper itself, out of the program's sight.
    if (fork() != 0) _exit(0);
    setsid();
    // The program's pipes are not to stay open because of it.
    for (int number = 0; number < 3; number += 1) close(number);
    close(ends[0]);
    int listener = receive_descriptor(ends[1]);
    close(ends[1]);
    if (listener >= 0) answer(listener, arguments[1]);
    _exit(0);
  }
  waitpid(child, NULL, 0);
  int listener = listener_of_filter();
  if (listener < 0) return fail("seccomp");
  if (send_descriptor(ends[0], listener) != 0) return fail("sendmsg");
  execv(arguments[2], arguments + 2);
  return fail(arguments[2]);
}
