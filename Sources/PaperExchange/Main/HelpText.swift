/// What `--help` prints.
enum HelpText {
  static let text = """
    bulkhead-paper: an exchange to try things on, on this machine, with the spot market data API of Binance

    usage: bulkhead-paper [--listen 127.0.0.1:0] [--seed N] [--replay [SYMBOL=]FILE]...
                          [--replay-speed N|instant] [--data FOLDER] [--time N]

      --listen ADDRESS:PORT   where to listen (127.0.0.1:0; port 0: any that is free)
      --seed N                what the synthetic market follows from (1); the same seed gives the same market
      --replay [SYMBOL=]FILE  play back a recording, - for standard input; may be given several times.
                              Which kind it is shows in its bytes: an exchangeInfo answer; a spot session
                              of hftbacktest's collector, uncompressed; an answer of trades or of depth
                              (these two need SYMBOL=)
      --replay-speed N        N times as fast as recorded (1), or 'instant' to start at its end;
                              where it ends, time stops
      --data FOLDER           keep accounts and orders in a folder (made if missing, for this user alone) and
                              go on with them at the next start. Whatever was answered is there again after
                              kill -9; after a power failure all but the answers of the last milliseconds is.
                              Not with a recorded market, whose time begins anew at each start
      --time N                the exchange's clock runs N times as fast as this machine's (1): candles, fills,
                              funding and the time of signed requests, which is that of GET /api/v3/time.
                              With --data it goes on from the last command
      --weight-limit N        request weight that an address may use in a minute (6000)
      --allow-remote          listen on an address that is not loopback
      --ignore-stdin          go on when standard input ends
      --help, --version

    Prints one line of JSON when it is ready, {"url":"http://127.0.0.1:PORT",...}, and serves until its
    standard input ends (unless that was the recording), its parent ends, or SIGTERM or SIGINT comes.

    exit codes: 0 asked to end; 64 usage, or a recording that cannot be read; 69 cannot listen; 70 own fault;
                78 what --data keeps cannot be used

    """
}
