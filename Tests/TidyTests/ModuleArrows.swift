/// The arrows between modules, and what they may never be.
struct ModuleArrows {
  /// Modules that a folder's modules must not reach, directly or through others.
  struct Ban: Sendable {
    /// The folder's beginning, such as `Sources/Supervisor/`.
    let folder: String
    let modules: Set<String>
    /// What the ban protects.
    let reason: String
  }

  static let bans = [
    Ban(
      folder: "Sources/Supervisor/", modules: ["Signing", "CCurl", "Exchange", "Market"],
      reason: "the processes that read clients' bytes cannot name a secret and open no connection"),
    Ban(
      folder: "Sources/PaperExchange/",
      modules: ["Catalog", "Wire", "Exchange", "Market", "CCurl"],
      reason: "the paper exchange is written from the exchange's documents: a wrong endpoint must show"),
    Ban(
      folder: "Sources/Worker/", modules: ["MCP", "Links", "Transports", "Launcher", "CommandLineInterface"],
      reason: "a worker knows nothing of clients"),
    Ban(
      folder: "Sources/Shared/",
      modules: [
        "MCP", "Links", "Transports", "Launcher", "CommandLineInterface", "Exchange", "Market", "PaperCore",
        "PaperRoutes",
      ], reason: "what is shared knows none of those who share it"),
    Ban(
      folder: "Sources/Shared/Values", modules: ["LinuxIO", "Catalog", "Wire", "Log"],
      reason: "values have no arrows"),
    Ban(
      folder: "Sources/Shared/HTTP/", modules: ["LinuxIO", "Values", "Log"], reason: "messages without I/O"),
    Ban(
      folder: "Sources/Shared/Signing", modules: ["LinuxIO", "HTTP", "Catalog", "Wire", "Log"],
      reason: "algorithms only: what is signed, and how it is sent, both sides work out for themselves"),
    Ban(
      folder: "Sources/Shared/Verification",
      modules: ["LinuxIO", "HTTP", "Catalog", "Wire", "Log", "Signing"],
      reason: "algorithms only, over public keys: the supervisor has it, and must not reach a secret by it"),
    Ban(
      folder: "Sources/Supervisor/Authorization", modules: ["LinuxIO", "Log"],
      reason: "who is let in is decided without I/O"),
    Ban(folder: "Sources/Shared/Catalog", modules: ["LinuxIO", "Log"], reason: "a table does nothing"),
    Ban(folder: "Sources/Shared/Wire", modules: ["LinuxIO", "Log"], reason: "messages without I/O"),
    Ban(
      folder: "Sources/Supervisor/MCP", modules: ["LinuxIO", "Log", "Wire"],
      reason: "the protocol core has no I/O"),
    Ban(folder: "Sources/PaperExchange/Core", modules: ["LinuxIO", "HTTP"], reason: "the market has no I/O"),
    Ban(folder: "Sources/PaperExchange/Routes", modules: ["LinuxIO"], reason: "routes have no I/O"),
    Ban(folder: "Sources/PaperExchange/State", modules: ["LinuxIO"], reason: "a log's bytes have no I/O"),
  ]

  let targets: [PackageTarget]
  /// The modules that each target's files import, by the target's name.
  let imports: [String: Set<String>]

  init(targets: [PackageTarget], files: [SourceFile]) {
    self.targets = targets
    var imports: [String: Set<String>] = [:]
    for target in targets {
      let own = files.filter { $0.isSwift && $0.path.hasPrefix(target.path + "/") }
      imports[target.name] = Set(own.flatMap { $0.imports.map(\.module) })
    }
    self.imports = imports
  }

  /// What a target reaches, itself not included: by what it declares and by what it imports.
  func reach(of name: String) -> Set<String> {
    var reached: Set<String> = []
    var next = [name]
    while let current = next.popLast() {
      let declared = targets.first { $0.name == current }?.dependencies ?? []
      for module in imports[current, default: []].union(declared) where reached.insert(module).inserted {
        next.append(module)
      }
    }
    return reached
  }

  /// Every arrow that goes where it may not.
  func violations(of bans: [Ban] = ModuleArrows.bans) -> [String] {
    targets.flatMap { target in
      bans.filter { (target.path + "/").hasPrefix($0.folder) }.flatMap { ban in
        reach(of: target.name).intersection(ban.modules).subtracting([target.name]).sorted().map {
          "\(target.path) reaches \($0): \(ban.reason)"
        }
      }
    }
  }

  /// Imports of our own modules that Package.swift does not list. SwiftPM often lets them pass, because the
  /// module has been built for somebody else.
  func undeclared() -> [String] {
    let own = Set(targets.map(\.name))
    return targets.flatMap { target in
      imports[target.name, default: []].intersection(own).subtracting(target.dependencies).sorted().map {
        "\(target.path) imports \($0), which Package.swift does not list for \(target.name)"
      }
    }
  }

  /// Arrows in Package.swift that no file uses, in what ships.
  func unused() -> [String] {
    targets.filter { $0.path.hasPrefix("Sources/") }.flatMap { target in
      Set(target.dependencies).subtracting(imports[target.name, default: []]).sorted().map {
        "Package.swift lists \($0) for \(target.name), and no file there imports it"
      }
    }
  }
}
