/// What `--help` prints.
enum HelpText {
  static let text = """
    bulkhead-paper: an exchange to try things on, on this machine, with the spot market data API of Binance

    usage: bulkhead-paper [--listen 127.0.0.1:0] [--seed N] [--replay [SYMBOL=]FILE]...
                          [--replay-speed N|instant] [--key-dir DIR] [--balance BTC=1]...
           bulkhead-paper keys --key-dir DIR [--kind hmac|ed25519|rsa] [--rights read,spot]
                          [--ip ADDRESS,...] [--account N] [--passphrase-file FILE]

      --listen ADDRESS:PORT   where to listen (127.0.0.1:0; port 0: any that is free)
      --seed N                what the synthetic market follows from (1); the same seed gives the same market
      --replay [SYMBOL=]FILE  play back a recording, - for standard input; may be given several times.
                              Which kind it is shows in its bytes: an exchangeInfo answer; a spot session
                              of hftbacktest's collector, uncompressed; an answer of trades or of depth
                              (these two need SYMBOL=)
      --replay-speed N        N times as fast as recorded (1), or 'instant' to start at its end;
                              where it ends, time stops
      --weight-limit N        request weight that an address may use in a minute (spot 6000, futures 2400)
      --order-limit N         orders that an account may place in ten seconds (spot 100, futures 300)
      --key-dir DIR           where the API keys lie; made with mode 0700 when it is not there. Without it a
                              temporary folder that is removed at the end
      --balance [WALLET:]ASSET=AMOUNT
                              what every account begins with, instead of USDT=10000, BTC=1, ETH=10, BNB=10
                              and futures:USDT=10000; may be given several times. Wallets: spot, funding,
                              futures
      --allow-remote          listen on an address that is not loopback
      --ignore-stdin          go on when standard input ends
      --help, --version

    Prints one line of JSON when it is ready, {"url":"http://127.0.0.1:PORT",...}, and serves until its
    standard input ends (unless that was the recording), its parent ends, or SIGTERM or SIGINT comes.

    "keys" in that line are the API keys of the first account: one of each kind that may trade, and one of
    HMAC that may only read. Each says its id, its kind, what it may do, and the file (mode 0600) that its
    secret lies in: the text of an HMAC secret, or a private key in PEM. Keys in --key-dir are used again,
    and so are those that 'keys' made there.

    'keys' makes one key:
      --kind KIND             hmac (the default), ed25519 or rsa
      --rights LIST           of read, spot, futures, withdraw, internal-transfer, universal-transfer,
                              margin, options, fix-trade, fix-read, portfolio-margin
                              (read,spot,futures,universal-transfer)
      --ip LIST               addresses that it may be used from (any)
      --account N             the account it belongs to, 1 to 100 (1)
      --passphrase-file FILE  encrypts the private key; FILE must be closed to others

    exit codes: 0 asked to end; 64 usage, or a recording or key folder that cannot be read;
    69 cannot listen; 70 own fault

    """
}
