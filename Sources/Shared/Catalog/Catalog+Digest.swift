import Values

extension Catalog {
  /// A short word that changes with any name, schema or description: two builds with the same digest agree
  /// about the tools.
  ///
  /// FNV-1a of 64 bits, in hexadecimal (the algorithm of Fowler, Noll and Vo). It finds mistakes, such as a
  /// worker of another build; it does not protect against anybody who wants a collision.
  public static let digest: String = {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    for tool in tools {
      add(tool.name.utf8)
      add([0, tool.role.rawValue])
      add(tool.description.utf8)
      add([0])
      add(tool.inputSchema.encoded())
      add(tool.outputSchema.encoded())
      add(tool.annotations.encoded())
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }()
}
