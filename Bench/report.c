// Reads the results (see phases.h) and prints the table of figures with their targets and verdicts, then
// every median with its spread.
//
//   report RESULTS FIGURE…      the figures asked for: call start memory delay json exchange orders keys journal http
//
// Exits 0 when each figure asked for was measured, met or missed, and 2 when one was not.
#include "common.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESULT_COUNT_MAX 256
#define COLUMN_COUNT 7

struct result {
  char figure[32], target[32], metric[64], unit[16];
  double median, low, high;
  long count;
};

enum format { MICROSECONDS, MILLISECONDS, MEBIBYTES, MEGABYTES_PER_SECOND, REQUESTS_PER_SECOND, KIBIBYTES, TOKENS };

static const char *const units[] = {"µs", "ms", "MiB", "MB/s", "/s", "KiB", "tokens"};

struct row {
  const char *figure, *label, *metric;
  const char *ratio_metric;  // NULL: judged by the value itself
  double limit;  // 0: none, the row is shown beside another
  int at_least;  // else at most
  enum format format;
  long count_min;  // fewer than so many measured (--quick) are no verdict
};

static const struct row rows[] = {
  {"call", "get_ticker_price over stdio, p50", "p50", "p50_ratio", 1.25, 0, MICROSECONDS, 0},
  {"call", "CPU per call, all processes", "processor", "processor_ratio", 1.5, 0, MICROSECONDS, 0},
  {"start", "start → initialize answered", "initialize", NULL, 20, 0, MILLISECONDS, 0},
  {"start", "start → first tool answered", "first_tool", NULL, 45, 0, MILLISECONDS, 0},
  {"memory", "memory of all processes (PSS)", "proportional", NULL, 22, 0, MEBIBYTES, 0},
  {"delay", "with 20 ms of exchange delay, p50", "p50", "p50_ratio", 1.03, 0, MILLISECONDS, 0},
  {"json", "JSON reader, validating", "validate", NULL, 250, 1, MEGABYTES_PER_SECOND, 0},
  {"json", "JSON reader, indexing all values", "build", NULL, 100, 1, MEGABYTES_PER_SECOND, 0},
  {"json", "JSON reader, a tree of all values", "decode", NULL, 100, 1, MEGABYTES_PER_SECOND, 0},
  {"keys", "signing an order, HMAC", "hmac", NULL, 5, 0, MICROSECONDS, 0},
  {"keys", "signing an order, Ed25519", "ed25519", NULL, 60, 0, MICROSECONDS, 0},
  {"exchange", "paper exchange, unsigned requests", "unsigned_rate", NULL, 15000, 1, REQUESTS_PER_SECOND, 0},
  {"exchange", "paper exchange, signed order requests", "signed_rate", NULL, 8000, 1, REQUESTS_PER_SECOND, 0},
  {"exchange", "paper exchange, unsigned at 7,500/s, p99", "unsigned_half_p99", NULL, 5, 0, MILLISECONDS, 0},
  {"exchange", "paper exchange, signed at 4,000/s, p99", "signed_half_p99", NULL, 5, 0, MILLISECONDS, 0},
  {"exchange", "paper exchange, start → first answer", "start", NULL, 50, 0, MILLISECONDS, 0},
  {"exchange", "paper exchange, the same, 2,276 symbols", "start_listed", NULL, 300, 0, MILLISECONDS, 0},
  {"exchange", "paper exchange, memory after 1 M orders", "resident", NULL, 300, 0, MEBIBYTES, 1000000},
  {"orders", "get_balance, p50, by get_ticker_price's", "balance", "balance_ratio", 1.2, 0, MICROSECONDS, 0},
  {"orders", "create_order adds, but for 2 fdatasync", "order_added", NULL, 150, 0, MICROSECONDS, 0},
  {"http", "ping over HTTP, 32 connections", "ping_rate", NULL, 20000, 1, REQUESTS_PER_SECOND, 0},
  {"http", "the same, p99", "ping_p99", NULL, 5, 0, MILLISECONDS, 0},
  {"http", "get_ticker_price over HTTP, p50", "call_p50", "call_p50_ratio", 1.5, 0, MICROSECONDS, 0},
  {"http", "tools/list, every tool, more than a ping", "list_added", NULL, 40, 0, MICROSECONDS, 0},
  {"http", "the whole request, p50", "list_p50", NULL, 0, 0, MICROSECONDS, 0},
  {"http", "its size, at 4 bytes a token", "list_tokens", NULL, 20000, 0, TOKENS, 0},
  {"http", "the same of the market tools alone", "market_list_tokens", NULL, 8000, 0, TOKENS, 0},
  {"http", "memory of an idle session with a stream", "idle_memory", NULL, 12, 0, KIBIBYTES, 0},
  {"http", "calls beside 10,000 of them, p50", "idle_call_p50", "idle_call_ratio", 1.2, 0, MICROSECONDS, 0},
  {"http", "the same of a server without them, p50", "idle_alone_p50", NULL, 0, 0, MICROSECONDS, 0},
  {"http", "1,000 sessions at once, slowest mean", "fair_slowest", "fair_ratio", 3, 0, MILLISECONDS, 0},
  {"journal", "journal of 1 M records opens in", "open", NULL, 1000, 0, MILLISECONDS, 0},
  {"journal", "settling 1,000 open intents, own time", "settle", NULL, 2000, 0, MILLISECONDS, 0},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

static struct result results[RESULT_COUNT_MAX];
static size_t result_count;

static void results_read(const char *path) {
  FILE *file = fopen(path, "re");
  char line[512];
  while (file != NULL && fgets(line, sizeof line, file) != NULL && result_count < RESULT_COUNT_MAX) {
    struct result *result = &results[result_count];
    int fields = sscanf(
      line, "%31[^\t]\t%31[^\t]\t%63[^\t]\t%15[^\t]\t%lf\t%lf\t%lf\t%ld", result->figure, result->target,
      result->metric, result->unit, &result->median, &result->low, &result->high, &result->count);
    if (fields == 8) result_count += 1;
  }
  if (file != NULL) fclose(file);
}

static const struct result *result_find(const char *figure, const char *target, const char *metric) {
  for (size_t index = 0; metric != NULL && index < result_count; index++) {
    const struct result *result = &results[index];
    if (
      strcmp(result->figure, figure) == 0 && strcmp(result->target, target) == 0 &&
      strcmp(result->metric, metric) == 0)
      return result;
  }
  return NULL;
}

/// In the row's unit. Results come in microseconds, milliseconds, KiB and MB/s.
static double scaled(const struct result *result, enum format format) {
  if (format == MEBIBYTES) return result->median / 1024;
  if (format == MILLISECONDS && strcmp(result->unit, "us") == 0) return result->median / 1000;
  return result->median;
}

static void value_text(
  char *text, size_t size, const struct result *result, const struct result *ratio, enum format format) {
  if (result == NULL) {
    snprintf(text, size, "–");
    return;
  }
  double value = scaled(result, format);
  int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  int count = snprintf(text, size, "%.*f %s", decimals, value, units[format]);
  if (ratio != NULL)
    snprintf(text + count, size - (size_t)count, " = %.*f ×", ratio->median >= 10 ? 1 : 3, ratio->median);
}

/// Whether a row's ratio is to the relay; else it is to another figure of the product.
static int ratio_is_of_relay(const struct row *row) {
  if (strcmp(row->figure, "http") == 0) return strcmp(row->metric, "call_p50") == 0;
  return strcmp(row->figure, "orders") != 0;
}

static void limit_text(char *text, size_t size, const struct row *row) {
  if (row->limit == 0) {
    snprintf(text, size, "–");
    return;
  }
  snprintf(
    text, size, "%s %.6g %s", row->at_least ? "≥" : "≤", row->limit,
    row->ratio_metric ? (ratio_is_of_relay(row) ? "× relay" : "×") : units[row->format]);
}

/// Columns a terminal needs: UTF-8 continuation bytes take none.
static int width(const char *text) {
  int columns = 0;
  for (; *text != '\0'; text++) columns += (*text & 0xC0) != 0x80;
  return columns;
}

static void table_print(char cells[][COLUMN_COUNT][64], size_t row_count) {
  int widths[COLUMN_COUNT] = {0};
  for (size_t row = 0; row < row_count; row++) {
    for (int column = 0; column < COLUMN_COUNT; column++) {
      int cell = width(cells[row][column]);
      if (cell > widths[column]) widths[column] = cell;
    }
  }
  for (size_t row = 0; row < row_count; row++) {
    for (int column = 0; column < COLUMN_COUNT; column++)
      printf("| %s%*s ", cells[row][column], widths[column] - width(cells[row][column]), "");
    printf("|\n");
    if (row > 0) continue;
    for (int column = 0; column < COLUMN_COUNT; column++) {
      printf("|");
      for (int dash = 0; dash < widths[column] + 2; dash++) printf("-");
    }
    printf("|\n");
  }
}

static int is_asked(const char *figure, int argc, char **argv) {
  for (int index = 2; index < argc; index++) {
    if (strcmp(argv[index], figure) == 0) return 1;
  }
  return 0;
}

/// Fills one line of the table; returns 1 met, 0 missed, -1 not measured.
static int row_fill(const struct row *row, char cells[COLUMN_COUNT][64]) {
  static const char *const others[] = {"relay", "blocking", "python"};
  const struct result *value = result_find(row->figure, "bulkhead", row->metric);
  const struct result *ratio = result_find(row->figure, "bulkhead", row->ratio_metric);
  const struct result *judged = row->ratio_metric != NULL ? ratio : value;
  snprintf(cells[0], 64, "%s", row->label);
  value_text(cells[1], 64, value, ratio, row->format);
  limit_text(cells[2], 64, row);
  for (int other = 0; other < 3; other++) {
    const struct result *compared = result_find(row->figure, others[other], row->metric);
    int has_ratio = strcmp(others[other], "relay") != 0;
    value_text(
      cells[4 + other], 64, compared,
      has_ratio ? result_find(row->figure, others[other], row->ratio_metric) : NULL, row->format);
  }
  if (judged == NULL) {
    snprintf(cells[3], 64, "not measured");
    return -1;
  }
  if (row->limit == 0) {
    snprintf(cells[3], 64, "–");
    return 1;
  }
  if (judged->count < row->count_min) {
    snprintf(cells[3], 64, "none: %ld only", judged->count);
    return 1;
  }
  double measured = row->ratio_metric != NULL ? judged->median : scaled(judged, row->format);
  int is_met = row->at_least ? measured >= row->limit : measured <= row->limit;
  snprintf(cells[3], 64, "%s", is_met ? "met" : "MISSED");
  return is_met;
}

static double exchange_value(const char *load, int load_length, const char *metric) {
  char name[64];
  snprintf(name, sizeof name, "%.*s_%s", load_length, load, metric);
  const struct result *result = result_find("exchange", "bulkhead", name);
  return result == NULL ? 0 : result->median;
}

/// Whether the exchange itself or something else was the limit, for a figure of it that was too slow. Below nine
/// tenths of a core that it could have had for itself, it waited for something.
static void exchange_cause_print(const struct row *row) {
  const char *end = strrchr(row->metric, '_');
  if (strcmp(row->figure, "exchange") != 0 || row->format == MEBIBYTES) return;
  printf("%s: ", row->label);
  if (strncmp(row->metric, "start", 5) == 0) {
    double processor = exchange_value(row->metric, (int)strlen(row->metric), "processor") / 1000;
    printf(
      "%.1f ms of processor time; %s\n", processor,
      processor < row->limit ? "the rest is waiting: other load, or the disk" : "the exchange's own work");
    return;
  }
  int length = (int)(end - row->metric);
  double core = exchange_value(row->metric, length, "core");
  double generator = exchange_value(row->metric, length, "generator_core");
  const char *cause = "the exchange was the limit";
  if (row->format == MILLISECONDS) {
    // A generator with its core to itself spins on it.
    if (generator < 90) cause = "other load took the generator's core and, it seems, the exchange's";
  } else if (core < 90) {
    cause = generator < 90 ? "other load on the machine was the limit" : "the generator was the limit";
  }
  printf(
    "%s (the exchange used %.0f %% of its core, %.1f µs a request; the generator %.0f %%", cause, core,
    exchange_value(row->metric, length, "processor"), generator);
  if (row->format == MILLISECONDS)
    printf(", and was up to %.2f ms late itself", exchange_value(row->metric, length, "generator_late_p99") / 1000);
  printf(")\n");
}

/// Where to look for the cause of a figure that was missed. `./bench` reads these lines: it makes the profiles of
/// the main job's figures at once.
static void profile_print(const struct row *row) {
  static const char *const profiled[] = {"call", "delay", "start", "memory", "json", "exchange"};
  printf("MISSED %s: %s: ", row->figure, row->label);
  for (size_t index = 0; index < sizeof profiled / sizeof *profiled; index++) {
    if (strcmp(row->figure, profiled[index]) != 0) continue;
    printf("./bench --profile --only %s shows where it goes\n", row->figure);
    return;
  }
  printf("no profile of its own; ./bench --profile shows the gateway and a worker in the calls of the main job\n");
}

static void spread_print(void) {
  printf("\nEvery median with its quartiles (x: ratio to the relay, taken round by round):\n");
  for (size_t index = 0; index < result_count; index++) {
    const struct result *result = &results[index];
    if (strcmp(result->target, "relay") == 0 && strcmp(result->unit, "x") == 0) continue;
    printf(
      "  %-8s %-9s %-32s %10.5g %-5s [%.5g … %.5g] n=%ld\n", result->figure, result->target, result->metric,
      result->median, result->unit, result->low, result->high, result->count);
  }
}

int main(int argc, char **argv) {
  if (argc < 3) fail("usage: report RESULTS FIGURE…");
  results_read(argv[1]);
  char cells[ROW_COUNT + 1][COLUMN_COUNT][64] = {
    {"figure", "bulkhead", "target", "verdict", "relay (epoll, C)", "relay (blocking, C)", "Python server"}};
  const struct row *missed_rows[ROW_COUNT];
  size_t row_count = 1, missed_row_count = 0;
  int unmeasured_count = 0;
  for (size_t index = 0; index < ROW_COUNT; index++) {
    if (!is_asked(rows[index].figure, argc, argv)) continue;
    int verdict = row_fill(&rows[index], cells[row_count++]);
    if (verdict == 0) missed_rows[missed_row_count++] = &rows[index];
    unmeasured_count += verdict < 0;
  }
  table_print(cells, row_count);
  const struct result *floor = result_find("start", "true", "exit");
  if (floor != NULL) printf("Starting and ending /bin/true takes %.2f ms here.\n", floor->median);
  for (size_t index = 0; index < missed_row_count; index++) profile_print(missed_rows[index]);
  for (size_t index = 0; index < missed_row_count; index++) exchange_cause_print(missed_rows[index]);
  spread_print();
  return unmeasured_count > 0 ? 2 : 0;
}
