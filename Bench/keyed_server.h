// The paper exchange with a key that may trade, and the whole server in front of it with that key.
#ifndef BENCH_KEYED_SERVER_H
#define BENCH_KEYED_SERVER_H

#include "exchange_process.h"
#include "target.h"

#include <stdint.h>

/// Writes `bulkhead.json` into the folder: the exchange as host, and limits far above what is placed.
void configuration_write(const struct exchange_process *exchange, const char *folder);

/// Starts the server with the exchange's key in its environment, and says hello. In its arguments "{url}" is the
/// exchange's address, "{config}" the file in the folder, and "{state}" a folder in it.
void keyed_server_start(
  struct target *server, const struct exchange_process *exchange, const char *folder, const char *log_folder);

/// A connection to the exchange of this program's own.
int exchange_connect(const struct exchange_process *exchange);

/// One signed request about an order (`/api/v3/order`) on such a connection; its answer must be a 200. Returns the
/// nanoseconds from before its write until its answer has been read.
uint64_t order_request(
  const struct exchange_process *exchange, int connection, const char *method, const char *parameters);

#endif
