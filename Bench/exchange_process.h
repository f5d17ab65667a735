// The paper exchange under test: started, asked for its key, and what it has used.
#ifndef BENCH_EXCHANGE_PROCESS_H
#define BENCH_EXCHANGE_PROCESS_H

#include "target.h"

#include <stdbool.h>

struct exchange_process {
  struct target target;  // its command, and the process while there is one
  int port;
  long symbol_count;
  char key[128];  // the HMAC key that may trade, and its secret
  unsigned char secret[256];
  int secret_byte_count;
  char secret_path[4096];
};

/// The processors that exchange and generator are bound to: the first and the last that this process may use,
/// which are two cores wherever there are two. False when there is only one; then they share it.
bool processors_choose(void);
bool processors_are_two(void);

/// Starts the exchange on its processor and waits for its ready line.
void exchange_start(struct exchange_process *exchange, const char *log_folder);

/// Waits for the ready line of one that was started, and takes port and symbols from it.
void exchange_ready(struct exchange_process *exchange);

/// Reads the secret of the key that the ready line named.
void exchange_secret_read(struct exchange_process *exchange);

/// Processor time of the exchange until now, in nanoseconds.
uint64_t exchange_processor_nanoseconds(const struct exchange_process *exchange);

/// `VmRSS` or `VmHWM` of /proc/PID/status in KiB. Not the proportional set size, which of a process that is
/// not dumpable only root sees; this is never less.
long exchange_status_kibibytes(const struct exchange_process *exchange, const char *field);

#endif
