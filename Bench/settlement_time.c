// The time of its own that the trading worker takes to settle intents which a server that is gone has left open.
//
//   settlement_time --logs FOLDER --work FOLDER --leave PROGRAM [--results FILE] [--rounds N] [--intents N]
//                   --paper COMMAND… ";" --server COMMAND… ";"
//
// In every round, with an exchange that has counted nothing yet: as many orders are placed by this program itself, and
// PROGRAM (JournalSpeed) writes the intents of them into the server's journal, sent and never answered. Then the server
// is started. What its trading worker has used of the processor when the last of them is settled is its own time, its
// start included.
#define _GNU_SOURCE
#include "common.h"
#include "exchange_process.h"
#include "keyed_server.h"
#include "process_tree.h"
#include "statistics.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SETTLED_MILLISECONDS_MAX 120000
#define POLL_MILLISECONDS 100

extern char **environ;

static struct exchange_process exchange = {.target = {.name = "paper-of-settlement", .kind = TARGET_RAW}};
static struct target server = {.name = "bulkhead-settlement", .kind = TARGET_MCP};
static const char *log_folder, *work_folder, *leaving_program;
static FILE *results;
static long round_count = 3, intent_count = 1000;

static void everything_end(void) {
  target_kill(&server);
  target_kill(&exchange.target);
}

static void interrupted(int signal_number) { target_was_stopped = signal_number != SIGALRM; }

static void options_read(int argc, char **argv) {
  for (int index = 1; index < argc; index++) {
    const char *name = argv[index], *value = index + 1 < argc ? argv[index + 1] : "";
    if (strcmp(name, "--paper") == 0) {
      target_command_read(&exchange.target, argv, argc, &index);
    } else if (strcmp(name, "--server") == 0) {
      target_command_read(&server, argv, argc, &index);
    } else {
      index++;
      if (strcmp(name, "--logs") == 0)
        log_folder = value;
      else if (strcmp(name, "--work") == 0)
        work_folder = value;
      else if (strcmp(name, "--leave") == 0)
        leaving_program = value;
      else if (strcmp(name, "--results") == 0)
        results = fopen(value, "ae");
      else if (strcmp(name, "--rounds") == 0)
        round_count = number_argument(name, value, 1, 100);
      else if (strcmp(name, "--intents") == 0)
        intent_count = number_argument(name, value, 1, 1300);
      else
        fail("unknown option %s", name);
    }
  }
  if (results == NULL) results = stdout;
  if (
    log_folder == NULL || work_folder == NULL || leaving_program == NULL || server.argument_count == 0 ||
    exchange.target.argument_count == 0)
    fail("--logs, --work, --leave, --paper and --server are needed");
}

static void orders_place(const char *prefix) {
  int connection = exchange_connect(&exchange);
  for (long number = 1; number <= intent_count; number++) {
    char parameters[256];
    snprintf(
      parameters, sizeof parameters,
      "symbol=BTCUSDT&side=%s&type=MARKET&quantity=0.00100&newOrderRespType=ACK&newClientOrderId=%s%ld&recvWindow=3000",
      number % 2 ? "BUY" : "SELL", prefix, number);
    order_request(&exchange, connection, "POST", parameters);
  }
  close(connection);
}

static void intents_leave(const char *folder, const char *prefix) {
  char state[4200], count[24];
  snprintf(state, sizeof state, "%s/state", folder);
  snprintf(count, sizeof count, "%ld", intent_count);
  char *arguments[] = {(char *)leaving_program, "leave", state, count, (char *)prefix, NULL};
  pid_t process;
  int status, error = posix_spawn(&process, leaving_program, NULL, NULL, arguments, environ);
  if (error != 0) fail("cannot start %s: %s", leaving_program, strerror(error));
  if (waitpid(process, &status, 0) != process || status != 0) fail("no intents could be left in the journal");
}

/// Waits until trading_status holds all of the texts.
static void status_wait(const char *what, const char *const needles[], int needle_count) {
  char *answer = NULL;
  size_t count = 0;
  for (int waited = 0; waited < SETTLED_MILLISECONDS_MAX; waited += POLL_MILLISECONDS) {
    if (target_try_tool(&server, "trading_status", "{}", "\\\"success\\\":true", &answer, &count)) {
      int found = 0;
      for (int index = 0; index < needle_count; index++)
        found += memmem(answer, count, needles[index], strlen(needles[index])) != NULL;
      if (found == needle_count) return;
    }
    usleep(POLL_MILLISECONDS * 1000);
  }
  fail("%s: %.*s", what, (int)(count < 900 ? count : 900), answer);
}

static pid_t trading_worker(void) {
  static const char role[] = "\\\"role\\\":\\\"trading\\\"", pid[] = "\\\"pid\\\":";
  char *answer;
  size_t count;
  for (int waited = 0; waited < 5000; waited += 5) {
    target_call_tool(&server, "server_status", "{}", role, &answer, &count);
    char *found = memmem(answer, count, role, strlen(role));
    found = memmem(found, count - (size_t)(found - answer), pid, strlen(pid));
    if (found != NULL) return (pid_t)strtol(found + strlen(pid), NULL, 10);
    usleep(5000);  // it has none before it runs
  }
  fail("server_status does not say which process the trading worker is");
}

static double round_run(long round) {
  char prefix[64], settled[64], folder[4096];
  snprintf(prefix, sizeof prefix, "settle-%ld-", round);
  snprintf(folder, sizeof folder, "%s/%ld", work_folder, round);
  if (mkdir(folder, 0700) != 0) fail("%s: %s", folder, strerror(errno));
  target_start(&exchange.target, log_folder);
  exchange_ready(&exchange);
  exchange_secret_read(&exchange);
  configuration_write(&exchange, folder);
  // The folder of its journal is made by the server, since it alone knows the account's number.
  keyed_server_start(&server, &exchange, folder, log_folder);
  static const char open[] = "\\\"trading\\\":\\\"open\\\"", good[] = "\\\"state\\\":\\\"good\\\"";
  status_wait("the server does not trade", (const char *const[]){open, good}, 2);
  target_stop(&server);
  orders_place(prefix);
  intents_leave(folder, prefix);
  keyed_server_start(&server, &exchange, folder, log_folder);
  pid_t worker = trading_worker();
  // Each of them is worth 60.0005, and counts only when it was found at the exchange.
  snprintf(settled, sizeof settled, "\\\"used_today\\\":\\\"%.4f", 60.0005 * (double)intent_count);
  for (size_t last = strlen(settled) - 1; settled[last] == '0'; last--) settled[last] = '\0';
  status_wait(
    "the intents are not settled",
    (const char *const[]){good, "\\\"open_intents_count\\\":0", settled}, 3);
  struct process_tree alone = {.count = 1, .processes = {worker}};
  double used = (double)process_tree_processor_nanoseconds(&alone) / 1000;
  target_stop(&server);
  target_stop(&exchange.target);
  return used;
}

int main(int argc, char **argv) {
  struct sigaction action = {.sa_handler = interrupted};
  sigaction(SIGALRM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  options_read(argc, argv);
  atexit(everything_end);
  static struct series settle;
  for (long round = 1; round <= round_count; round++) series_add(&settle, round_run(round));
  fprintf(
    results, "journal\tbulkhead\tsettle\tus\t%.6g\t%.6g\t%.6g\t%zu\n", series_quantile(&settle, 0.5),
    series_quantile(&settle, 0.25), series_quantile(&settle, 0.75), settle.count);
  return 0;
}
