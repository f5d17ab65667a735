// Says which functions of our programs run, in the order of their first calls. For scripts/order-functions.
//
//   first_calls FOLDER PROGRAM ARGUMENT…
//
// Runs PROGRAM and whatever it starts. FOLDER/NAME.symbols (lines "ADDRESS TYPE SYMBOL", as nm prints them) names the
// functions of the executable NAME; those that run are written to FOLDER/NAME.1. At SIGUSR1 it begins anew with
// FOLDER/NAME.2, and so on. It puts a breakpoint on each function, which goes away when it is met, so that the programs run
// at nearly their own speed: no counter of the processor is needed, and no deadline passes.
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM_COUNT_MAX 8
#define PROCESS_COUNT_MAX 64
#define FUNCTION_COUNT_MAX 200000
#define BREAKPOINT 0xCC

struct function {
  uint64_t address;
  char *name;
  uint8_t byte;    // that the breakpoint stands for
  unsigned phase;  // in which it was written last
};

struct program {
  char name[64];
  struct function *functions;  // by address
  size_t function_count;
};

struct process {
  pid_t id;
  const struct program *program;
  uint64_t base;
};

static const char *folder;
static struct program programs[PROGRAM_COUNT_MAX];
static struct process processes[PROCESS_COUNT_MAX];
static size_t program_count;
static unsigned phase = 1;
static volatile sig_atomic_t begins_anew;

static void fail(const char *what) {
  perror(what);
  exit(70);
}

static void on_signal(int number) { begins_anew = number == SIGUSR1; }

static struct process *process_of(pid_t id) {
  struct process *unused = NULL;
  for (size_t index = 0; index < PROCESS_COUNT_MAX; index++) {
    if (processes[index].id == id) return &processes[index];
    if (processes[index].id == 0 && unused == NULL) unused = &processes[index];
  }
  if (unused == NULL) fail("too many processes");
  *unused = (struct process){.id = id};
  return unused;
}

static int by_address(const void *first, const void *second) {
  uint64_t a = ((const struct function *)first)->address, b = ((const struct function *)second)->address;
  return a < b ? -1 : a > b;
}

/// Reads the symbols and, of the executable itself, the byte at each.
static struct program *program_read(const char *name, const char *path) {
  char file_name[4096], line[65536], type;
  static char symbol[65536];
  snprintf(file_name, sizeof file_name, "%s/%s.symbols", folder, name);
  FILE *symbols = fopen(file_name, "re");
  int image = open(path, O_RDONLY | O_CLOEXEC);
  if (symbols == NULL || image < 0) return NULL;
  struct program *program = &programs[program_count++];
  snprintf(program->name, sizeof program->name, "%s", name);
  program->functions = calloc(FUNCTION_COUNT_MAX, sizeof *program->functions);
  while (program->function_count < FUNCTION_COUNT_MAX && fgets(line, sizeof line, symbols) != NULL) {
    struct function *function = &program->functions[program->function_count];
    if (sscanf(line, "%lx %c %65535s", &function->address, &type, symbol) != 3) continue;
    function->name = strdup(symbol);
    program->function_count += 1;
  }
  fclose(symbols);
  qsort(program->functions, program->function_count, sizeof *program->functions, by_address);
  Elf64_Ehdr head;
  Elf64_Phdr part;
  if (pread(image, &head, sizeof head, 0) != sizeof head) fail(path);
  for (int number = 0; number < head.e_phnum; number++) {
    if (pread(image, &part, sizeof part, head.e_phoff + number * sizeof part) != sizeof part) fail(path);
    if (part.p_type != PT_LOAD || !(part.p_flags & PF_X)) continue;
    for (size_t index = 0; index < program->function_count; index++) {
      struct function *function = &program->functions[index];
      if (function->address < part.p_vaddr || function->address >= part.p_vaddr + part.p_filesz) continue;
      if (pread(image, &function->byte, 1, function->address - part.p_vaddr + part.p_offset) != 1) fail(path);
    }
  }
  close(image);
  return program;
}

static struct program *program_of(const char *path) {
  const char *name = strrchr(path, '/') + 1;
  for (size_t index = 0; index < program_count; index++) {
    if (strcmp(programs[index].name, name) == 0) return &programs[index];
  }
  return program_count < PROGRAM_COUNT_MAX ? program_read(name, path) : NULL;
}

static int memory_of(const struct process *process) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/mem", process->id);
  return open(path, O_RDWR | O_CLOEXEC);
}

static void breakpoints_set(const struct process *process) {
  const struct program *program = process->program;
  const uint8_t breakpoint = BREAKPOINT;
  int memory = memory_of(process);
  for (size_t index = 0; memory >= 0 && index < program->function_count; index++) {
    if (pwrite(memory, &breakpoint, 1, (off_t)(process->base + program->functions[index].address)) != 1)
      fail("breakpoint");
  }
  if (memory >= 0) close(memory);
}

/// Finds out which program a process is of, and where that lies in its memory.
static void program_find(struct process *process) {
  char path[64], target[4096], line[8192];
  snprintf(path, sizeof path, "/proc/%d/exe", process->id);
  ssize_t count = readlink(path, target, sizeof target - 1);
  if (count < 0) return;
  target[count] = '\0';
  process->program = program_of(target);
  if (process->program == NULL) return;
  snprintf(path, sizeof path, "/proc/%d/maps", process->id);
  FILE *maps = fopen(path, "re");
  process->base = 0;
  while (maps != NULL && process->base == 0 && fgets(line, sizeof line, maps) != NULL) {
    if (strstr(line, target) != NULL) process->base = strtoull(line, NULL, 16);
  }
  if (maps != NULL) fclose(maps);
}

/// Takes a breakpoint away and has the process go on where it was met. Returns false for any other trap.
static int breakpoint_met(struct process *process) {
  struct user_regs_struct registers;
  // A copy that its parent has made has the parent's breakpoints.
  if (process->program == NULL) program_find(process);
  if (process->program == NULL || ptrace(PTRACE_GETREGS, process->id, NULL, &registers) != 0) return 0;
  struct function key = {.address = registers.rip - 1 - process->base};
  struct function *function = bsearch(
    &key, process->program->functions, process->program->function_count, sizeof key, by_address);
  if (function == NULL) return 0;
  int memory = memory_of(process);
  if (memory < 0 || pwrite(memory, &function->byte, 1, (off_t)(registers.rip - 1)) != 1) fail("breakpoint");
  close(memory);
  registers.rip -= 1;
  if (ptrace(PTRACE_SETREGS, process->id, NULL, &registers) != 0) fail("registers");
  if (function->phase == phase) return 1;
  function->phase = phase;
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.%u", folder, process->program->name, phase);
  FILE *list = fopen(path, "ae");
  if (list == NULL) fail(path);
  fprintf(list, "%s\n", function->name);
  fclose(list);
  return 1;
}

static void go_on(pid_t id, int signal_number) {
  if (ptrace(PTRACE_CONT, id, NULL, (void *)(intptr_t)signal_number) != 0 && errno != ESRCH) fail("continue");
}

/// Acts on one stop of one process.
static void stopped(pid_t id, int status) {
  struct process *process = process_of(id);
  int number = WSTOPSIG(status), event = status >> 16;
  if (event == PTRACE_EVENT_EXEC) {
    program_find(process);
    if (process->program != NULL) breakpoints_set(process);
    number = 0;
  } else if (event != 0 || number == SIGSTOP || (number == SIGTRAP && breakpoint_met(process))) {
    number = 0;
  }
  go_on(id, number);
}

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  folder = argv[1];
  struct sigaction action = {.sa_handler = on_signal};  // no SA_RESTART: the wait below returns
  sigaction(SIGUSR1, &action, NULL);
  pid_t first = fork();
  if (first == 0) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    raise(SIGSTOP);
    execv(argv[2], argv + 2);
    _exit(70);
  }
  int status;
  if (first < 0 || waitpid(first, &status, 0) != first) fail("start");
  ptrace(
    PTRACE_SETOPTIONS, first, NULL,
    PTRACE_O_TRACEEXEC | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
  go_on(first, 0);
  while (1) {
    pid_t id = waitpid(-1, &status, __WALL);
    if (begins_anew) {
      begins_anew = 0;
      phase += 1;
      for (size_t index = 0; index < PROCESS_COUNT_MAX; index++) {
        if (processes[index].id != 0 && processes[index].program != NULL) breakpoints_set(&processes[index]);
      }
    }
    if (id < 0 && errno == EINTR) continue;
    if (id < 0) return 0;
    if (WIFSTOPPED(status)) {
      stopped(id, status);
    } else {
      process_of(id)->id = 0;
    }
  }
}
