// Reads one JSON file and reports how fast the product's own reader validates it and builds a document of it.
//
//   json-throughput FILE ROUNDS      prints result lines as the client does (see Bench/phases.h), in MB/s (1 MB = 1,000,000 bytes)
//   json-throughput FILE validate|build|decode SECONDS      does one of the three for a profiler
import Glibc
import Values

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

func fileBytes(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "re") else { fail("cannot read \(path)") }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let byteCount = ftell(file)
  rewind(file)
  var bytes = [UInt8](repeating: 0, count: byteCount)
  guard fread(&bytes, 1, byteCount, file) == byteCount else { fail("cannot read all of \(path)") }
  return bytes
}

/// One pass that checks and keeps nothing.
func validate(_ bytes: [UInt8]) -> Int {
  do {
    _ = try JSONReader.validate(bytes.span, limits: .exchangeReply)
    return bytes.count
  } catch {
    fail("the reader refuses the file: \(error)")
  }
}

/// The document, and one value of it, so that building cannot be left out.
func build(_ bytes: [UInt8]) -> Int {
  do {
    let document = try JSONDocument(bytes, limits: .exchangeReply)
    let symbolCount = document.root["symbols"]?.count ?? 0
    if symbolCount == 0 { fail("the document has no symbols") }
    return bytes.count
  } catch {
    fail("the reader refuses the file: \(error)")
  }
}

/// The document and then a tree of it with every string decoded, which the product does with small pieces only.
func decode(_ bytes: [UInt8]) -> Int {
  do {
    let document = try JSONDocument(bytes, limits: .exchangeReply)
    guard case .object(let members) = JSON(document.root), !members.isEmpty else {
      fail("the document is no object")
    }
    return bytes.count
  } catch {
    fail("the reader refuses the file: \(error)")
  }
}

func megabytesPerSecond(_ pass: ([UInt8]) -> Int, _ bytes: [UInt8]) -> Double {
  let started = monotonicNanoseconds()
  let byteCount = pass(bytes)
  return Double(byteCount) * 1000 / Double(monotonicNanoseconds() - started)
}

func resultPrint(_ metric: String, _ values: [Double]) {
  let sorted = values.sorted()
  func quartile(_ quarter: Int) -> Double { sorted[(sorted.count - 1) * quarter / 4] }
  print("json\tbulkhead\t\(metric)\tMB/s\t\(quartile(2))\t\(quartile(1))\t\(quartile(3))\t\(values.count)")
}

let arguments = CommandLine.arguments
if arguments.count == 3, let roundCount = Int(arguments[2]), roundCount > 0 {
  let bytes = fileBytes(arguments[1])
  var validating: [Double] = []
  var building: [Double] = []
  var decoding: [Double] = []
  for round in 0..<(roundCount + 3) {
    let one = megabytesPerSecond(validate, bytes)
    let other = megabytesPerSecond(build, bytes)
    let last = megabytesPerSecond(decode, bytes)
    if round < 3 { continue }  // warm-up: pages and caches
    validating.append(one)
    building.append(other)
    decoding.append(last)
  }
  resultPrint("validate", validating)
  resultPrint("build", building)
  resultPrint("decode", decoding)
} else if arguments.count == 4, let seconds = UInt64(arguments[3]) {
  let bytes = fileBytes(arguments[1])
  let end = monotonicNanoseconds() + seconds * 1_000_000_000
  while monotonicNanoseconds() < end {
    switch arguments[2] {
    case "build": _ = build(bytes)
    case "decode": _ = decode(bytes)
    default: _ = validate(bytes)
    }
  }
} else {
  fail("usage: json-throughput FILE ROUNDS, or FILE validate|build|decode SECONDS")
}
