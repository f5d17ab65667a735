// Medians and quartiles. Medians, because a machine's noise only ever adds time, and rarely: a mean would
// report the noise.
#ifndef BENCH_STATISTICS_H
#define BENCH_STATISTICS_H

#include <stddef.h>

#define SERIES_COUNT_MAX 4096

struct series {
  size_t count;
  double values[SERIES_COUNT_MAX];
};

/// Adds one value; fails when the series is full.
void series_add(struct series *series, double value);

/// The value at `fraction` (0 … 1) of the sorted values, interpolated between neighbours. Sorts in place.
double series_quantile(struct series *series, double fraction);

/// The same over plain values.
double quantile(double *values, size_t count, double fraction);

#endif
