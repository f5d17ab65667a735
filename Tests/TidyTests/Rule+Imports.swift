extension Rule {
  /// Modules of the system, and where they may be imported. Our own modules are `ModuleArrows`.
  static let imports: [Rule] = [
    importing(
      ["Foundation", "FoundationEssentials", "FoundationNetworking", "Dispatch"], onlyIn: [],
      name: "no Foundation and no Dispatch in what ships",
      instead: "it costs 8 MiB a process and starts threads; use Values, HTTP and LinuxIO"),
    importing(
      ["Glibc", "CLinux", "Musl"], onlyIn: ["Sources/Shared/LinuxIO"],
      name: "the system's calls are made in LinuxIO only",
      instead: "put the call into LinuxIO, behind a type that owns what it opens"),
    importing(
      ["CCurl"], onlyIn: ["Sources/Worker/Exchange"],
      name: "libcurl is used by the worker's connections only",
      instead: "ask Exchange for a connection"),
    importing(
      ["CCrypto"], onlyIn: ["Sources/Shared/Signing"],
      name: "libcrypto is linked by Signing only",
      instead: "use what Signing offers (Secret, Signer, Verifier), or Verification, which has no secrets"),
    importing(
      ["CVerification"], onlyIn: ["Sources/Shared/Verification"],
      name: "libcrypto is opened by Verification only",
      instead: "use what Verification offers: Fingerprint and VerificationKey"),
  ]

  private static func importing(
    _ modules: Set<String>, onlyIn folders: [String], name: String, instead: String
  ) -> Rule {
    let module = modules.sorted()[0]
    return Rule(
      name: name,
      covers: { isSwift($0, in: ["Sources"]) && !isSwift($0, in: folders) },
      check: { file in
        file.imports.filter { modules.contains($0.module) }.map {
          Finding(path: file.path, line: $0.line, message: "import \($0.module): \(instead)")
        }
      },
      bad: [
        Example("Sources/Supervisor/Main/A.swift", "import \(module)"),
        Example("Sources/Shared/HTTP/A.swift", "// why\ninternal import \(module)"),
      ],
      good: [
        Example("Sources/Supervisor/Main/A.swift", "// not import \(module)\nimport Values"),
        Example("Tests/LogTests/A.swift", "import \(module)"),
      ] + folders.map { Example("\($0)/A.swift", "internal import \(module)") })
  }
}
