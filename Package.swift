// swift-tools-version: 6.2
import PackageDescription

// The arrows of ARCHITECTURE.md are the `dependencies:` below: a module that does not list another cannot
// import it. No package dependencies (README, Why it is built so); libcurl (`CCurl`) is the system's, linked by the
// worker only; libcrypto (`CCrypto`) too, for `Signing`, which has secrets. `Verification`, which has none, opens
// libcrypto when it is first asked (`CVerification`).

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// Test code is held to the same language rules. The testing library's macros expand to code that is not
// strictly memory safe, so that one is off.
let strictTests: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func module(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(path)", swiftSettings: strict)
}

func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: "Sources/\(path)", swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)", exclude: exclude,
    swiftSettings: strictTests)
}

let package = Package(
  name: "bulkhead",
  products: [
    .executable(name: "bulkhead", targets: ["bulkhead"]),
    .executable(name: "bulkhead-worker", targets: ["bulkhead-worker"]),
    .executable(name: "bulkhead-paper", targets: ["bulkhead-paper"]),
  ],
  dependencies: [],
  targets: [
    // Shared
    .target(name: "CLinux", path: "Sources/Shared/CLinux"),
    .systemLibrary(
      name: "CCurl", path: "Sources/Shared/CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CCrypto", path: "Sources/Shared/CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    module("Values", "Shared/Values", []),
    module("LinuxIO", "Shared/LinuxIO", ["CLinux"]),
    module("Log", "Shared/Log", ["LinuxIO"]),
    module("HTTP", "Shared/HTTP", []),
    module("HTTPServer", "Shared/HTTPServer", ["HTTP", "LinuxIO"]),
    module("Signing", "Shared/Signing", ["CCrypto"]),
    .target(name: "CVerification", path: "Sources/Shared/CVerification"),
    module("Verification", "Shared/Verification", ["CVerification"]),
    module("Catalog", "Shared/Catalog", ["Values"]),
    module("Configuration", "Shared/Configuration", ["LinuxIO", "Values", "Catalog"]),
    module("Wire", "Shared/Wire", ["Catalog"]),
    module("Operator", "Shared/Operator", ["LinuxIO", "Wire"]),

    // Supervisor
    module("MCP", "Supervisor/MCP", ["Values", "Catalog"]),
    module("Authorization", "Supervisor/Authorization", ["Verification", "Values", "Wire", "Catalog"]),
    module("Links", "Supervisor/Links", ["LinuxIO", "Values", "Wire", "Catalog", "Log"]),
    module(
      "Transports", "Supervisor/Transports",
      ["LinuxIO", "HTTP", "HTTPServer", "MCP", "Authorization", "Links", "Values", "Wire", "Catalog", "Log"]),
    module(
      "Launcher", "Supervisor/Launcher",
      ["LinuxIO", "Values", "Wire", "Catalog", "Log", "Configuration", "Operator"]),
    module("Installation", "Supervisor/Installation", ["LinuxIO", "Values"]),
    module(
      "CommandLineInterface", "Supervisor/CommandLine",
      [
        "LinuxIO", "Values", "Catalog", "Configuration", "Operator", "Wire", "Installation", "Authorization",
        "Verification",
      ]),
    program(
      "bulkhead", "Supervisor/Main",
      [
        "LinuxIO", "Values", "Catalog", "Log", "Configuration", "Authorization", "Verification", "Transports",
        "Launcher", "CommandLineInterface",
      ]),

    // Worker
    module(
      "Exchange", "Worker/Exchange", ["CCurl", "LinuxIO", "Values", "HTTP", "Catalog", "Signing"]),
    module("Answers", "Worker/Answers", ["Exchange", "LinuxIO", "Values", "Catalog"]),
    module(
      "Keys", "Worker/Keys",
      ["Exchange", "Signing", "LinuxIO", "Values", "Catalog", "Configuration", "Log"]),
    module("Market", "Worker/Market", ["Answers", "Exchange", "LinuxIO", "Values", "Catalog"]),
    module("Account", "Worker/Account", ["Answers", "Exchange", "LinuxIO", "Values", "Catalog"]),
    module("Orders", "Worker/Orders", ["Journal", "Answers", "Exchange", "LinuxIO", "Values", "Catalog"]),
    module("Journal", "Worker/Journal", ["LinuxIO", "Values", "Catalog", "Signing"]),
    module(
      "Trading", "Worker/Trading",
      [
        "Journal", "Orders", "Answers", "Exchange", "Signing", "LinuxIO", "Values", "Catalog",
        "Configuration", "Operator", "Wire", "Log",
      ]),
    program(
      "bulkhead-worker", "Worker/Main",
      [
        "Market", "Account", "Trading", "Journal", "Keys", "Answers", "Exchange", "Signing", "LinuxIO",
        "Values", "Wire", "Catalog", "Log", "Configuration",
      ]),

    // Paper exchange: never Catalog, Wire or a worker's module, so that a wrong endpoint shows as a failing
    // test
    module("PaperCore", "PaperExchange/Core", ["Values"]),
    module("PaperAccounts", "PaperExchange/Accounts", ["PaperCore"]),
    module("PaperSpot", "PaperExchange/Spot", ["PaperCore", "PaperAccounts"]),
    module("PaperFutures", "PaperExchange/Futures", ["PaperCore", "PaperAccounts", "Values"]),
    module(
      "PaperRoutes", "PaperExchange/Routes",
      ["PaperCore", "PaperAccounts", "PaperSpot", "PaperFutures", "HTTP", "Signing", "Values"]),
    module("PaperState", "PaperExchange/State", ["PaperCore", "PaperAccounts", "PaperRoutes", "Signing"]),
    module("PaperFaults", "PaperExchange/Faults", ["PaperCore", "HTTP", "Values"]),
    program(
      "bulkhead-paper", "PaperExchange/Main",
      [
        "PaperRoutes", "PaperState", "PaperFaults", "PaperSpot", "PaperFutures", "PaperAccounts", "PaperCore",
        "LinuxIO",
        "HTTP",
        "Signing", "Values",
      ]),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["Values", "LinuxIO"], path: "Tests/TestSupport",
      swiftSettings: strictTests),
    .target(
      name: "ExchangeTestSupport", dependencies: ["Exchange", "Catalog", "Values", "LinuxIO"],
      path: "Tests/ExchangeTestSupport", swiftSettings: strictTests),
    // What the official conformance suite expects to find on a server: fixtures, and a server of them that is
    // not shipped.
    .target(
      name: "ConformanceFixtures", dependencies: ["MCP", "Catalog", "Signing", "Values"],
      path: "Tests/ConformanceFixtures", swiftSettings: strictTests),
    .executableTarget(
      name: "bulkhead-conformance",
      dependencies: [
        "ConformanceFixtures", "Transports", "Authorization", "MCP", "Catalog", "LinuxIO", "Log", "Values",
      ], path: "Tests/ConformanceServer", swiftSettings: strictTests),
    // A disk whose fsync and fdatasync fail when a test says so, for the programs as they ship.
    .executableTarget(name: "failing-disk", path: "Tests/FailingDisk"),
    .target(
      name: "MCPTestSupport", dependencies: ["TestSupport", "MCP", "Values"], path: "Tests/MCPTestSupport",
      swiftSettings: strictTests),
    tests("ConformanceTests", ["ConformanceFixtures", "MCPTestSupport", "MCP", "Catalog", "Values"]),
    tests("ValuesTests", ["Values"]),
    tests("LinuxIOTests", ["LinuxIO", "CLinux"]),
    tests("LogTests", ["Log"]),
    tests("HTTPTests", ["HTTP"]),
    tests("SigningTests", ["Signing"]),
    tests("VerificationTests", ["Verification"]),
    tests("AuthorizationTests", ["Authorization", "Verification", "Signing", "Wire", "Catalog", "Values"]),
    tests("ConfigurationTests", ["Configuration", "LinuxIO", "Catalog", "Values"]),
    tests("OperatorTests", ["Operator", "Wire", "LinuxIO", "Catalog", "Values"]),
    tests("CatalogTests", ["Catalog", "Values"], exclude: ["Snapshots"]),
    tests("WireTests", ["Wire", "Catalog"]),
    tests("MCPTests", ["MCPTestSupport", "MCP", "Catalog", "Values"]),
    tests("LinksTests", ["Links", "Wire", "LinuxIO", "Catalog", "Log", "Values"]),
    tests("HTTPServerTests", ["HTTPServer", "HTTP", "LinuxIO"]),
    tests(
      "TransportsTests",
      [
        "Transports", "MCP", "Authorization", "Links", "HTTP", "HTTPServer", "Catalog", "Log", "Values",
        "Wire", "LinuxIO", "Verification",
      ]),
    tests("LauncherTests", ["Launcher", "Configuration", "Catalog", "Wire", "LinuxIO", "Values", "Log"]),
    tests("InstallationTests", ["Installation", "LinuxIO", "Values"]),
    tests(
      "CommandLineTests",
      [
        "CommandLineInterface", "Authorization", "Verification", "Configuration", "Installation", "Operator",
        "Wire", "Catalog", "LinuxIO", "Values",
      ]),
    tests("ExchangeTests", ["Exchange", "HTTP", "LinuxIO", "Catalog", "Values", "Signing"]),
    tests(
      "MarketTests",
      ["Market", "Answers", "Exchange", "Catalog", "Values", "LinuxIO", "ExchangeTestSupport"]),
    tests(
      "KeysTests",
      ["Keys", "Exchange", "Signing", "LinuxIO", "Catalog", "Values", "Configuration", "Log"]),
    tests(
      "AccountTests",
      ["Account", "Answers", "Exchange", "Signing", "Catalog", "Values", "LinuxIO", "ExchangeTestSupport"]),
    tests(
      "OrdersTests",
      [
        "Orders", "Journal", "Answers", "Exchange", "Catalog", "Values", "LinuxIO", "ExchangeTestSupport",
      ]),
    tests("JournalTests", ["Journal", "Signing", "LinuxIO", "Catalog", "Values"]),
    tests(
      "TradingTests",
      [
        "Trading", "Journal", "Orders", "Account", "Answers", "Exchange", "Signing", "Configuration",
        "Operator",
        "Wire", "Log", "LinuxIO", "Catalog", "Values",
      ]),
    tests("PaperSpotTests", ["PaperSpot", "PaperCore", "PaperAccounts", "Values"]),
    tests(
      "PaperExchangeTests",
      ["PaperCore", "PaperAccounts", "PaperFutures", "PaperRoutes", "HTTP", "Signing", "Values"]),
    tests("PaperFuturesTests", ["PaperFutures", "PaperCore", "PaperAccounts", "Values"]),
    tests(
      "PaperRoutesTests",
      ["PaperRoutes", "PaperSpot", "PaperFutures", "PaperCore", "PaperAccounts", "HTTP", "Signing", "Values"]),
    tests("PaperStateTests", ["PaperState", "PaperCore", "PaperAccounts", "PaperRoutes", "Signing"]),
    tests("PaperFaultsTests", ["PaperFaults", "HTTP", "Values"]),
    tests(
      "EndToEndTests", ["Account", "Orders", "Exchange", "Catalog", "LinuxIO", "Values", "Signing"],
      exclude: ["Requests"]),
    tests("TidyTests", ["Catalog"]),
  ]
)
