#include "statistics.h"

#include "common.h"

#include <stdlib.h>

void series_add(struct series *series, double value) {
  if (series->count == SERIES_COUNT_MAX) fail("more than %d values in a series", SERIES_COUNT_MAX);
  series->values[series->count++] = value;
}

static int ascending(const void *left, const void *right) {
  double first = *(const double *)left, second = *(const double *)right;
  return (first > second) - (first < second);
}

double quantile(double *values, size_t count, double fraction) {
  if (count == 0) fail("nothing was measured");
  qsort(values, count, sizeof *values, ascending);
  double position = fraction * (double)(count - 1);
  size_t below = (size_t)position;
  size_t above = below + 1 < count ? below + 1 : below;
  return values[below] + (values[above] - values[below]) * (position - (double)below);
}

double series_quantile(struct series *series, double fraction) {
  return quantile(series->values, series->count, fraction);
}
