import Testing

@testable import Log

@Suite struct `Redaction of log lines` {
  private static func shown(_ text: String, secrets: [String] = []) -> String {
    var redaction = Redaction()
    for secret in secrets {
      let isRegistered = redaction.register(secret)
      #expect(isRegistered)
    }
    var line = LogLine(process: "p", redaction: redaction)
    line.append(.error, text)
    return String(decoding: line.bytes.dropFirst("bulkhead[p] error: ".utf8.count).dropLast(), as: UTF8.self)
  }

  private static let key = String(repeating: "Ab3", count: 21) + "Z"

  @Test(arguments: [
    (
      "GET /api/v3/order?symbol=BTCUSDT&signature=0123abcd&x=1",
      "GET /api/v3/order?symbol=BTCUSDT&signature=<redacted>&x=1"
    ),
    ("signature=", "signature="),
    ("Signature = abc def", "Signature = <redacted> def"),
    ("X-MBX-APIKEY: abc,def", "X-MBX-APIKEY: <redacted>,def"),
    ("x-mbx-apikey:abc\nnext", "x-mbx-apikey:<redacted>\\u{A}next"),
    ("{\"apiKey\":\"abc\",\"a\":1}", "{\"apiKey\":\"<redacted>\",\"a\":1}"),
    ("{\"secretKey\": \"a b\"}", "{\"secretKey\": \"<redacted> b\"}"),
    ("Authorization: Basic dXNlcjpwYXNz, rest", "Authorization: <redacted>, rest"),
    ("sent Bearer abc.def-ghi now", "sent Bearer <redacted> now"),
    ("the signature was refused", "the signature was refused"),
    ("a bearer", "a bearer"),
    ("designature=abc", "designature=abc"),
  ])
  func `the value of a sensitive name is not shown`(text: String, expected: String) {
    #expect(Self.shown(text) == expected)
  }

  @Test func `what looks like a key is not shown wherever it stands`() {
    #expect(Self.key.utf8.count == 64)
    #expect(Self.shown(Self.key) == "<redacted>")
    #expect(Self.shown("key=\(Self.key), and (\(Self.key))") == "key=<redacted>, and (<redacted>)")
    #expect(Self.shown("\(Self.key)tail") == "<redacted>")
    let shorter = String(Self.key.dropLast())
    #expect(Self.shown("x \(shorter) y") == "x \(shorter) y")
  }

  @Test func `a registered text is not shown, even inside a word`() {
    #expect(Self.shown("aXhunter22X hunter22", secrets: ["hunter22"]) == "aX<redacted>X <redacted>")
    #expect(Self.shown("hunter2", secrets: ["hunter22"]) == "hunter2")
    #expect(Self.shown("geheim-über-alles!", secrets: ["geheim-über-alles"]) == "<redacted>!")
  }

  @Test func `of two registered texts the longer one wins`() {
    #expect(Self.shown("password1234", secrets: ["password", "password1234"]) == "<redacted>")
    #expect(Self.shown("password9", secrets: ["password1234", "password"]) == "<redacted>9")
  }

  @Test func `no half of a secret is left where a line is cut`() {
    let secret = "S3CR3T-" + String(repeating: "q", count: 40)
    for padding in 3900...4096 {
      let line = Self.shown(
        String(repeating: "- ", count: padding / 2) + (padding % 2 == 1 ? "-" : "") + secret,
        secrets: [secret])
      #expect(!line.contains("S3C") && !line.contains("qq"))
    }
  }

  @Test func `short texts and more than the bound are not registered`() {
    var redaction = Redaction()
    let isShortOneTaken = redaction.register("1234567")
    #expect(!isShortOneTaken)
    for number in 0..<Redaction.textCountMax {
      let isTaken = redaction.register("secret-text-\(number)")
      #expect(isTaken)
    }
    let isOneMoreTaken = redaction.register("one too many")
    #expect(!isOneMoreTaken)
    let isKnownOneTaken = redaction.register("secret-text-0")
    #expect(isKnownOneTaken)
  }
}
