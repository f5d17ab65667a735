/// What `--help` prints.
enum HelpText {
  static let text = """
    bulkhead-paper: an exchange to try things on, on this machine, with the spot market data and USD-M APIs of
    Binance

    usage: bulkhead-paper [--listen 127.0.0.1:0] [--seed N] [--replay [SYMBOL=]FILE]...
                          [--replay-speed N|instant]

      --listen ADDRESS:PORT   where to listen (127.0.0.1:0; port 0: any that is free)
      --seed N                what the synthetic market follows from (1); the same seed gives the same market
      --replay [SYMBOL=]FILE  play back a recording, - for standard input; may be given several times.
                              Which kind it is shows in its bytes: an exchangeInfo answer, of spot or of
                              USD-M; a spot session of hftbacktest's collector, uncompressed; an answer of trades or of depth
                              (these two need SYMBOL=)
      --replay-speed N        N times as fast as recorded (1), or 'instant' to start at its end;
                              where it ends, time stops
      --weight-limit N        request weight that an address may use in a minute (6000)
      --allow-remote          listen on an address that is not loopback
      --ignore-stdin          go on when standard input ends
      --help, --version

    Prints one line of JSON when it is ready, {"url":"http://127.0.0.1:PORT",...}, and serves until its
    standard input ends (unless that was the recording), its parent ends, or SIGTERM or SIGINT comes.

    exit codes: 0 asked to end; 64 usage, or a recording that cannot be read; 69 cannot listen; 70 own fault

    """
}
