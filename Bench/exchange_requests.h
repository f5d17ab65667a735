// Load on an exchange: 32 kept-alive connections, and how long their requests took.
#ifndef BENCH_EXCHANGE_REQUESTS_H
#define BENCH_EXCHANGE_REQUESTS_H

#include "exchange_process.h"

#define CONNECTION_COUNT 32
#define PIPELINE_DEPTH_MAX 16

enum request_kind {
  REQUEST_PRICE,  // GET /api/v3/ticker/price of one symbol, unsigned
  REQUEST_REST,   // signed: a limit order that rests is placed, then cancelled, in turn on each connection
  REQUEST_FILL    // signed: a limit order that takes from the market, buying and selling in turn
};

struct load {
  enum request_kind kind;
  /// Requests a second, due at even intervals whether or not those before are answered; one that finds no
  /// free connection waits, and its time counts from when it was due: a server that stalls cannot hide it
  /// (coordinated omission). 0: as fast as the connections go, each with one batch at a time.
  long rate;
  long seconds;
  unsigned long count;  // when not 0, as many requests, however long they take
  int depth;            // requests that a connection sends in one go
};

struct outcome {
  double requests_per_second;
  double p50, p99;             // microseconds from due to answered
  double late_p99;             // microseconds that the generator itself sent late while connections were free
  double core_percent;         // of its processor that the exchange used
  double generator_percent;    // of its own that the generator used; a paced one that is let spins: all of it
  double processor;            // microseconds of it a request
  unsigned long answered_count;
  unsigned long filled_count;  // answers that say FILLED
};

/// Opens all connections to the exchange; those to one before are closed.
void connections_open(const struct exchange_process *exchange);
void connections_close(void);

/// Asks GET /api/v3/ping over the first connection, and waits for the answer.
void ping(void);

/// Loads the exchange. An answer that is not 200 is a failure: an error must not be timed.
struct outcome load_run(const struct exchange_process *exchange, const struct load *load);

#endif
