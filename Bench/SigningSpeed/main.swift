// Signs what an order of the exchange looks like with the product's own Signing module, and reports how long one
// signature takes, written out as the request has it (hexadecimal digits or Base64).
//
//   signing-speed ROUNDS      prints result lines as the client does (see Bench/phases.h), in microseconds
import Glibc
import Signing

func monotonicNanoseconds() -> UInt64 {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

func fail(_ message: String) -> Never {
  // Not through `stderr`, a global variable of C that Swift cannot prove safe to share.
  let line = "bench: \(message)\n"
  write(STDERR_FILENO, line, line.utf8.count)
  exit(2)
}

/// A limit order with everything that this server sends with one.
func payload(_ number: Int) -> [UInt8] {
  Array(
    """
    symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00123&price=60000.50\
    &newClientOrderId=bulkhead-0123456789abcdef0123&recvWindow=3000&timestamp=\(1_723_075_200_000 + number)
    """.utf8)
}

/// Microseconds of one signature, over a block of them.
func microseconds(_ signer: Signer, _ payloads: [[UInt8]]) -> Double {
  var written: [UInt8] = []
  written.reserveCapacity(1_024)
  let started = monotonicNanoseconds()
  for payload in payloads {
    written.removeAll(keepingCapacity: true)
    signer.update(payload.span)
    let code: [UInt8]
    do { code = try signer.finish() } catch { fail("a signature failed: \(error)") }
    if signer.kind == .hmac {
      Hexadecimal.append(code.span, to: &written)
    } else {
      Base64.append(code.span, to: &written)
    }
    if written.count < 64 { fail("a signature is too short") }
  }
  return Double(monotonicNanoseconds() - started) / Double(payloads.count) / 1_000
}

func resultPrint(_ metric: String, _ values: [Double]) {
  let sorted = values.sorted()
  func quartile(_ quarter: Int) -> Double { sorted[(sorted.count - 1) * quarter / 4] }
  print("keys\tbulkhead\t\(metric)\tus\t\(quartile(2))\t\(quartile(1))\t\(quartile(3))\t\(values.count)")
}

let arguments = CommandLine.arguments
guard arguments.count == 2, let roundCount = Int(arguments[1]), roundCount > 0 else {
  fail("usage: signing-speed ROUNDS")
}
do {
  let secret = Secret(copying: Array("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".utf8).span)
  let signers: [(metric: String, signer: Signer, count: Int)] = [
    ("hmac", .hmac(try HMACSHA256(secret)), 2_000),
    ("ed25519", .privateKey(try PrivateKey.generateEd25519()), 200),
    ("rsa", .privateKey(try PrivateKey.generateRSA(bitCount: 2_048)), 20),
  ]
  for (metric, signer, count) in signers {
    let payloads = (0..<count).map(payload)
    var values: [Double] = []
    for round in 0..<(roundCount + 3) {
      let value = microseconds(signer, payloads)
      if round >= 3 { values.append(value) }  // warm-up before: pages, caches and the context of the key
    }
    resultPrint(metric, values)
  }
} catch {
  fail("no keys to sign with: \(error)")
}
