internal import LinuxIO
public import Values

/// A configuration file that is about to be changed: what nobody asked to change stays as it is.
public struct ConfigurationDraft: Sendable {
  /// The file.
  public let path: String
  private var root: JSON
  private let trusted: String

  /// What is in a file now; an empty one when there is none.
  ///
  /// - Throws: for a file that a server would not read either. It is not repaired silently: whoever wrote it
  ///   meant something by it.
  public init(path: String) throws(ConfigurationFailure) {
    try self.init(path: path, trusting: "/")
  }

  init(path: String, trusting trusted: String) throws(ConfigurationFailure) {
    self.path = path
    self.trusted = trusted
    root = .object([])
    let contents: ConfigurationFile.Contents
    do throws(ConfigurationFailure) {
      contents = try ConfigurationFile.read(path: path, trusting: trusted)
    } catch {
      if error.isAbsence { return }
      throw error
    }
    do throws(JSONReader.Failure) {
      root = JSON(try JSONDocument(contents.bytes).root)
    } catch {
      throw ConfigurationFailure(path: path, reason: .notJSON("\(error)", line: nil))
    }
  }

  /// Sets a key such as `trading.symbols`; `nil` takes it away.
  public mutating func set(_ key: String, _ value: JSON?) {
    root = Self.changed(root, key.split(separator: ".").map { String($0) }[...], value)
  }

  private static func changed(_ object: JSON, _ way: ArraySlice<String>, _ value: JSON?) -> JSON {
    guard let name = way.first else { return value ?? .null }
    var members: [JSON.Member] = []
    if case .object(let present) = object { members = present }
    let index = members.firstIndex { $0.key == name }
    let isLast = way.count == 1
    if isLast, value == nil {
      members.removeAll { $0.key == name }
      return .object(members)
    }
    let next = JSON.Member(
      key: name, value: changed(index.map { members[$0].value } ?? .object([]), way.dropFirst(), value))
    if let index { members[index] = next } else { members.append(next) }
    return .object(members)
  }

  /// What it says now.
  ///
  /// - Throws: when a server would not read it.
  public var configuration: Configuration {
    get throws(ConfigurationFailure) { try ConfigurationFile.contents(bytes, path: path).configuration }
  }

  private var bytes: [UInt8] { Array((PrettyJSON.text(root) + "\n").utf8) }

  /// Writes it in one piece, with mode 0600, after it was judged as a server would.
  ///
  /// - Returns: the file that was written, links resolved.
  public func write() throws(ConfigurationFailure) -> String {
    _ = try configuration
    do throws(TrustFailure) {
      return try TrustedFile.replace(path, bytes, trusting: trusted)
    } catch {
      throw ConfigurationFailure(path: path, reason: .untrusted(error))
    }
  }
}
