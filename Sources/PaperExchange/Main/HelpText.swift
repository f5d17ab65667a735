/// What `--help` prints.
enum HelpText {
  static let text = """
    bulkhead-paper: an exchange to try things on, on this machine, with the spot market data and USD-M APIs of
    Binance

    usage: bulkhead-paper [--listen 127.0.0.1:0] [--seed N] [--replay [SYMBOL=]FILE]...
                          [--replay-speed N|instant] [--key-dir DIR] [--balance BTC=1]...
                          [--data FOLDER] [--time N]
           bulkhead-paper keys --key-dir DIR [--kind hmac|ed25519|rsa] [--rights read,spot]
                          [--ip ADDRESS,...] [--account N] [--passphrase-file FILE]
           bulkhead-paper fund ASSET AMOUNT --key-dir DIR [--account N] [--wallet WALLET] [--url URL]

      --listen ADDRESS:PORT   where to listen (127.0.0.1:0; port 0: any that is free)
      --seed N                what the synthetic market follows from (1); the same seed gives the same market
      --replay [SYMBOL=]FILE  play back a recording, - for standard input; may be given several times.
                              Which kind it is shows in its bytes: an exchangeInfo answer, of spot or of
                              USD-M; a spot session of hftbacktest's collector, uncompressed; an answer
                              of trades or of depth (these two need SYMBOL=)
      --replay-speed N        N times as fast as recorded (1), or 'instant' to start at its end;
                              where it ends, time stops
      --data FOLDER           keep accounts and orders in a folder (made if missing, for this user alone) and
                              go on with them at the next start. Whatever was answered is there again after
                              kill -9; after a power failure all but the answers of the last milliseconds is.
                              Not with a recorded market, whose time begins anew at each start
      --time N                the exchange's clock runs N times as fast as this machine's (1): candles, fills,
                              funding and the time of signed requests, which is that of GET /api/v3/time.
                              With --data it goes on from the last command
      --weight-limit N        request weight that an address may use in a minute (spot 6000, futures 2400)
      --order-limit N         orders that an account may place in ten seconds (spot 100, futures 300)
      --key-dir DIR           where the API keys lie; made with mode 0700 when it is not there. Without it a
                              temporary folder that is removed at the end
      --balance [WALLET:]ASSET=AMOUNT
                              what every account begins with when it is opened, instead of USDT=10000,
                              BTC=1, ETH=10, BNB=10 and futures:USDT=10000; may be given several times.
                              Wallets: spot, funding, futures
      --faults                open a second port, on loopback, on which tests ask for faults: the ready line has
                              faults_url, ledger_url and token_file. POST to faults_url, with the header
                              Authorization: Bearer TOKEN, {"kind":"close_after","method":"POST",
                              "path":"/api/v3/order","count":1}; also "skip", "probability":"0.5".
                              Kinds: delay_before, delay_after ("delay_ms"), close_before, close_after
                              ("reset"), close_kept, half, unknown_status, code ("code", "books"),
                              status ("status", "retry_after"), html, garbage, wrong_json. GET and DELETE
                              show and forget them; PUT /clock {"skew_ms":-5000} puts the clock wrong.
                              GET ledger_url?after=N lists requests received and orders booked
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

    'fund' asks a running exchange for more, as 'fund BTC 1', with a key of that folder:
      --account N             the account that gets it, 1 to 100 (1)
      --wallet WALLET         spot (the default), funding or futures
      --url URL               where the exchange is; an exchange with that --key-dir has written it there

    exit codes: 0 asked to end; 1 'fund' was refused; 64 usage, or a recording or key folder that cannot be
                read; 69 cannot listen; 70 own fault; 78 what --data keeps cannot be used

    """
}
