extension Rule {
  /// Constructs that have a better one here.
  static let constructs: [Rule] = [tasks, printing, floating, fatalErrors, unsafeCode]

  private static let tasks = banning(
    [
      ["Task", "{"], ["Task", "("], ["Task", ".", "init"], ["Task", ".", "detached"], ["Task", ".", "sleep"],
      ["DispatchQueue"], ["DispatchSource"], ["DispatchGroup"], ["Thread"],
    ],
    name: "tasks start through onLoop only",
    instead: "runs off the loop; use onLoop { } and EventLoop.shared.sleep of LinuxIO",
    in: { isSwift($0, in: ["Sources"]) && $0 != "Sources/Shared/LinuxIO/LoopActor.swift" },
    bad: [
      Example("Sources/Worker/Main/A.swift", "func a() {\n  Task { await b() }\n}"),
      Example("Sources/Worker/Main/A.swift", "Task.detached { }"),
      Example("Sources/Worker/Main/A.swift", "try await Task.sleep(nanoseconds: 1)"),
      Example("Sources/Shared/Log/A.swift", "let a = \"\\(DispatchQueue.main)\""),
    ],
    good: [
      Example("Sources/Worker/Main/A.swift", "/// A plain `Task {}` would leave the loop.\nonLoop { }"),
      Example("Sources/Shared/LinuxIO/LoopActor.swift", "Task.detached(executorPreference: loop) { }"),
    ])

  private static let printing = banning(
    [
      ["print", "("], ["debugPrint", "("], ["dump", "("], ["puts", "("], ["fputs", "("], ["printf", "("],
      ["NSLog", "("],
    ],
    name: "nothing prints: stdout carries MCP and nothing else",
    instead: "use Logger, or StandardStream in a command for people",
    in: { isSwift($0, in: ["Sources"]) },
    bad: [Example("Sources/Worker/Main/A.swift", "print(\"here\")")],
    good: [Example("Sources/Worker/Main/A.swift", "let text = \"print(1)\"  // not print(2)")])

  private static let floating = banning(
    [["Double"], ["Float"], ["Float16"], ["Float80"], ["CGFloat"]],
    name: "no binary floating point near money",
    instead: "0.1 has no exact binary form; use ExactDecimal, or Int for counts",
    in: {
      isSwift($0, in: ["Sources/Shared/Values", "Sources/Shared/Catalog", "Sources/Worker"])
        || isSwift($0, in: ["Sources/PaperExchange"])
    },
    bad: [Example("Sources/Worker/Market/A.swift", "let price: Double = 1")],
    good: [
      Example("Sources/Worker/Market/A.swift", "/// Never a `Double`.\nlet price: ExactDecimal"),
      Example("Sources/Shared/Log/A.swift", "let share: Double = 1"),
    ])

  private static let fatalErrors = banning(
    [["fatalError", "("]],
    name: "no fatalError",
    instead: "a programmer's mistake is a precondition with its reason; everything else is thrown",
    in: { isSwift($0, in: ["Sources"]) },
    bad: [Example("Sources/Shared/Log/A.swift", "fatalError(\"cannot happen\")")],
    good: [Example("Sources/Shared/Log/A.swift", "precondition(isOpen, \"closed already\")")])

  /// Files outside the folders below that face C or need what the standard library marks unsafe. Each says
  /// why at its top; a new one is added here on purpose.
  private static let unsafeFiles: Set<String> = [
    "Sources/Shared/Values/JSONWord.swift",
    "Sources/Worker/Exchange/Suspension.swift",
  ]

  private static let facingC = [
    "Sources/Shared/LinuxIO", "Sources/Shared/Signing", "Sources/Shared/Verification",
    "Sources/Supervisor/Main",
  ]

  private static let unsafeCode = banning(
    [["unsafe"]],
    name: "unsafe code stays in the few places that face C",
    instead: "use Span, RawSpan or [UInt8]; what must be unsafe belongs in LinuxIO or a Curl file",
    in: { path in
      let isCurl = path.hasPrefix("Sources/Worker/Exchange/Curl")
      return isSwift(path, in: ["Sources"]) && !isCurl && !unsafeFiles.contains(path)
        && !isSwift(path, in: facingC)
    },
    bad: [
      Example("Sources/Shared/Log/A.swift", "let a = unsafe b.pointee")
    ],
    good: [
      Example("Sources/Shared/LinuxIO/A.swift", "let a = unsafe b.pointee"),
      Example("Sources/Worker/Exchange/CurlEasy.swift", "unsafe curl_easy_recv(handle)"),
      Example("Sources/Shared/Log/A.swift", "// unsafe is for others\nlet a = \"unsafe\""),
    ])
}
