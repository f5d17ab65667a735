/// What `--help` prints.
enum HelpText {
  static let text = """
    bulkhead-paper: a Binance exchange to trade on with paper money, on this machine: spot, wallet and USD-M
    futures over REST, with API keys of its own, without a network

    usage: bulkhead-paper [OPTION]...                                        serves until it is told to end
           bulkhead-paper keys --key-dir DIR [OPTION]...                     makes an API key
           bulkhead-paper fund ASSET AMOUNT --key-dir DIR [OPTION]...        asks a running exchange for more
           bulkhead-paper --help | --version

    For a first try: bulkhead-paper --listen 127.0.0.1:8080 --key-dir paper-keys

    Where it listens
      --listen ADDRESS:PORT   an address in figures and a port (127.0.0.1:0; port 0: any that is free)
      --allow-remote          listen on an address that is not loopback. There is no TLS
      --ignore-stdin          go on when standard input ends
      --ignore-parent         go on when the process that started it ends, such as a script. So that it
                              runs on:
                              nohup bulkhead-paper --ignore-stdin --ignore-parent ... >paper.log 2>&1 &

    Keys and what accounts have
      --key-dir DIR           where the API keys lie; made with mode 0700 when it is not there. Without it a
                              temporary folder that is removed at the end
      --balance [WALLET:]ASSET=AMOUNT
                              what every account begins with when it is opened, instead of USDT=10000,
                              BTC=1, ETH=10, BNB=10 and futures:USDT=10000; may be given several times.
                              Wallets: spot (the default), funding, futures
      --data FOLDER           keep accounts and orders in a folder (made if missing, for this user alone) and
                              go on with them at the next start. Whatever was answered is there again after
                              kill -9; after a power failure all but the answers of the last milliseconds is.
                              Keep the keys too, with --key-dir. Not with a recorded market, whose time begins
                              anew at each start
      --data-limit MIB        what is kept in that folder may grow to so much, 1 to 1048576 (1024: about four
                              million orders). Beyond it orders and the faucet are refused with -1016, while
                              cancels go on for another 16th; questions are always answered. Whatever is
                              refused takes no room

    The market and its time
      --seed N                what the synthetic market follows from (1); the same seed gives the same market
      --time N                the exchange's clock runs N times as fast as this machine's, 1 to 1000000 (1):
                              candles, fills, funding and the time of signed requests, which is that of
                              GET /api/v3/time. With --data it goes on from the last command. Not with a
                              recorded market
      --replay [SYMBOL=]FILE  play back a recording, - for standard input; may be given several times.
                              Which kind it is shows in its bytes: an exchangeInfo answer, of spot or of
                              USD-M; a spot session of hftbacktest's collector, uncompressed; an answer
                              of trades or of depth (these two need SYMBOL=)
      --replay-speed N        N times as fast as recorded, 1 to 1000000 (1), or 'instant' to start at its end;
                              where it ends, time stops

    Limits
      --weight-limit N        request weight that an address may use in a minute (spot 6000, futures 2400)
      --order-limit N         orders that an account may place in ten seconds (spot 100, futures 300)

    Trouble on demand
      --faults                open a second port, on loopback, on which tests ask for faults: the ready line
                              has faults_url, ledger_url and token_file. POST to faults_url, with the header
                              Authorization: Bearer TOKEN, {"kind":"close_after","method":"POST",
                              "path":"/api/v3/order","count":1}; also "skip", "probability":"0.5".
                              Kinds: delay_before, delay_after ("delay_ms"), close_before, close_after
                              ("reset"), close_kept, half, unknown_status, code ("code" -1006, -1007,
                              -1008 or -2013, "books"),
                              status ("status", "retry_after"), html, garbage, wrong_json. "count":0 is
                              without end. GET and DELETE show and forget them; PUT {"skew_ms":-5000} to
                              /clock beside it puts the clock wrong. GET ledger_url?after=N lists requests
                              received and orders booked

    Prints one line of JSON when it is ready, {"url":"http://127.0.0.1:PORT",...}, and serves until its
    standard input ends (unless that was the recording), the process that started it ends (these two unless
    told otherwise above), or SIGTERM or SIGINT comes.

    "keys" in that line are API keys, 24 at most: one of each kind that may trade for the first account, one
    of HMAC that may only read, and those that 'keys' made in --key-dir. Each says its id, its kind, what it
    may do, its account, and the file (mode 0600) that its secret lies in: the text of an HMAC secret, or a
    private key in PEM. Keys in --key-dir are used again.

    'keys' makes one key; an exchange reads them when it starts:
      --key-dir DIR           the folder that it is put into
      --kind KIND             hmac (the default), ed25519 or rsa
      --rights LIST           of read, spot, futures, withdraw, internal-transfer, universal-transfer,
                              margin, options, fix-trade, fix-read, portfolio-margin
                              (read,spot,futures,universal-transfer)
      --ip LIST               addresses that it may be used from (any)
      --account N             the account it belongs to, 1 to 100 (1)
      --passphrase-file FILE  encrypts the private key; FILE must be closed to others

    'fund' asks a running exchange for more, as 'fund BTC 1', with a key of that folder:
      --key-dir DIR           the folder of the exchange's keys
      --account N             the account that gets it, 1 to 100 (1)
      --wallet WALLET         spot (the default), funding or futures
      --url URL               where the exchange is; an exchange with that --key-dir has written it there

    exit codes: 0 asked to end; 1 'fund' was refused; 64 usage, or a recording or key folder that cannot be
                used; 70 own fault; 75 the port is taken; 78 the address is not this machine's, or what
                --data keeps cannot be used

    """
}
