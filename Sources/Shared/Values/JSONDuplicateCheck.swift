/// Looks for a key that an object has twice.
///
/// Small objects, which nearly all are, are told apart by one bit per key and compared only where bits meet.
/// Larger ones, and those with an escape in a key, go through a hash table whose hash is seeded per process,
/// so that nobody can send keys that collide, and each key is decoded once for its hash. Keys are compared as
/// what they stand for: "a" and "\u0061" are the same key.
enum JSONDuplicateCheck<Mode: JSONParsingMode> {
  private static var smallCountMax: Int { 16 }

  /// Checks the object whose first node is at `object`, all of whose members are on the tape.
  ///
  /// - Throws: `duplicateKey` with the offset of the second of two equal keys.
  @inline(never)
  static func check(
    _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, object: Int, memberCount: Int
  ) throws(JSONReader.Failure) {
    let firstKey = object + JSONNode.containerNodeCount
    if memberCount <= smallCountMax {
      try checkSmall(bytes, nodes, from: firstKey, memberCount: memberCount)
    } else {
      try checkLarge(bytes, nodes, from: firstKey, memberCount: memberCount)
    }
  }

  /// Where the key after the one at `index` is.
  @inline(__always)
  private static func next(_ nodes: Span<JSONNode>, after index: Int) -> Int {
    Mode.keepsValues ? index + 1 + nodes[index + 1].nodeCount : index + 1
  }

  private static func checkSmall(
    _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, from firstKey: Int, memberCount: Int
  ) throws(JSONReader.Failure) {
    var seen: UInt64 = 0
    var index = firstKey
    for place in 0..<memberCount {
      let key = nodes[index]
      if key.isEscaped {
        // Its bytes say nothing of what it stands for: comparing it with each of the others decodes all of
        // them again and again.
        return try checkLarge(bytes, nodes, from: firstKey, memberCount: memberCount)
      }
      let mark = mark(bytes, key)
      if seen & mark != 0 {
        var earlier = firstKey
        for _ in 0..<place {
          if isEqual(bytes, nodes[earlier], key) { throw .duplicateKey(offset: key.offset) }
          earlier = next(nodes, after: earlier)
        }
      }
      seen |= mark
      if place + 1 < memberCount { index = next(nodes, after: index) }
    }
  }

  /// One bit of 64 that equal keys without escapes share.
  @inline(__always)
  private static func mark(_ bytes: Span<UInt8>, _ key: JSONNode) -> UInt64 {
    var mixed = UInt32(truncatingIfNeeded: key.length)
    if key.length > 0 {
      let first = UInt32(bytes[key.contentStart])
      let middle = UInt32(bytes[key.contentStart + key.length / 2])
      let last = UInt32(bytes[key.contentStart + key.length - 1])
      mixed |= first << 24 | middle << 16 | last << 8
    }
    return 1 << UInt64((mixed &* 0x9E37_79B1) >> 26)
  }

  private static func checkLarge(
    _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, from firstKey: Int, memberCount: Int
  ) throws(JSONReader.Failure) {
    var capacity = 8
    while capacity < memberCount * 2 { capacity *= 2 }
    // The place on the tape of the key in each slot; 0 is a free slot, since no key is the first node.
    var slots = [UInt32](repeating: 0, count: capacity)
    var index = firstKey
    for place in 0..<memberCount {
      let key = nodes[index]
      var slot = hash(bytes, key) & (capacity - 1)
      while slots[slot] != 0 {
        if isEqual(bytes, nodes[Int(slots[slot])], key) { throw .duplicateKey(offset: key.offset) }
        slot = (slot + 1) & (capacity - 1)
      }
      slots[slot] = UInt32(index)
      if place + 1 < memberCount { index = next(nodes, after: index) }
    }
  }

  private static func hash(_ bytes: Span<UInt8>, _ key: JSONNode) -> Int {
    if key.isEscaped {
      let decoded = JSONText.decoded(bytes, range(key), surrogates: .distinct)
      return hash(decoded.span, 0..<decoded.count)
    }
    return hash(bytes, range(key))
  }

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hasher = Hasher()
    hasher.combine(range.count)
    var word: UInt64 = 0
    for index in range {
      word = word << 8 | UInt64(bytes[index])
      if (index - range.lowerBound) & 7 == 7 { hasher.combine(word) }
    }
    hasher.combine(word)
    return hasher.finalize()
  }

  @inline(__always)
  private static func isEqual(_ bytes: Span<UInt8>, _ left: JSONNode, _ right: JSONNode) -> Bool {
    if left.isEscaped || right.isEscaped {
      let leftBytes = JSONText.decoded(bytes, range(left), surrogates: .distinct)
      return leftBytes == JSONText.decoded(bytes, range(right), surrogates: .distinct)
    }
    return left.length == right.length
      && JSONText.isEqual(bytes, left.contentStart, bytes, right.contentStart, left.length)
  }

  private static func range(_ key: JSONNode) -> Range<Int> {
    key.contentStart..<key.contentStart + key.length
  }
}
