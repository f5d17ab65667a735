public import LinuxIO

/// Finds out which keys an environment and a configuration file name.
///
/// The environment wins over the file, but only whole: the id of one and the secret of the other are taken
/// together only where the file leaves the other half out. Half a key is an error and not a server without
/// account tools: somebody meant it.
public struct KeyNaming {
  /// The most bytes of a file with an id.
  static let idByteCountMax = 1_024

  private let configuration: Configuration
  private let configurationPath: String
  private let pages: [String: KeyPage]
  private let environment: (String) -> String?

  /// - Parameters:
  ///   - configuration: what the file says.
  ///   - configurationPath: where it is, for words to people.
  ///   - pages: the secrets that came in variables, by their names.
  ///   - environment: looks a variable up.
  public init(
    configuration: Configuration, configurationPath: String?, pages: [String: KeyPage],
    environment: @escaping (String) -> String?
  ) {
    self.configuration = configuration
    self.configurationPath = configurationPath ?? "the configuration file"
    self.pages = pages
    self.environment = environment
  }

  /// The keys.
  ///
  /// - Throws: for half a key, two secrets for one key, a relative path, and a futures key that stands alone.
  public func keys() throws(KeyFailure) -> NamedKeys {
    var keys = NamedKeys()
    for purpose in KeyPurpose.allCases { keys[purpose] = try key(purpose) }
    if let futures = keys.futures, keys.trading == nil {
      throw KeyFailure(
        "\(futures.origin) names a key for futures, and there is no trading key beside it",
        suggestion: "Set \(KeyPurpose.trading.idVariable) as well; one key may be for both.")
    }
    return keys
  }

  private func key(_ purpose: KeyPurpose) throws(KeyFailure) -> NamedKey? {
    let place = purpose.place(in: configuration)
    let named = try givenID(purpose)
    let given = try givenSecret(purpose)
    guard let id = named ?? place.id else {
      guard let given else { return nil }
      throw KeyFailure(
        "\(given.origin) is the secret of a key, and the key's id is not there",
        suggestion: "Set \(purpose.idVariable) to the id that the exchange shows with the key.")
    }
    // What the file says of a secret belongs to the file's id.
    let isFilesKey = named == nil || place.id == nil || place.id == named
    if named == nil, let given, place.secretFile != nil {
      throw KeyFailure(
        "\(given.origin) and \(purpose.configurationKey).secret_file of \(configurationPath) are two secrets "
          + "for one id",
        suggestion: "Set \(purpose.idVariable) beside \(given.origin), or unset it.")
    }
    let passphraseFile = try path(purpose.passphraseFileVariable)
    if let given {
      return NamedKey(
        purpose, id: id, place: given.place,
        passphraseFile: passphraseFile ?? (isFilesKey ? place.passphraseFile : nil), origin: given.origin)
    }
    if isFilesKey, let file = place.secretFile {
      return NamedKey(
        purpose, id: id, place: .file(file), passphraseFile: passphraseFile ?? place.passphraseFile,
        origin: "\(purpose.configurationKey) of \(configurationPath)")
    }
    throw KeyFailure(
      "\(named == nil ? "\(purpose.configurationKey).id of \(configurationPath)" : purpose.idVariable) names "
        + "a key, and its secret is not there",
      suggestion: "Set \(purpose.secretFileVariable) to the file that holds it, or unset "
        + "\(purpose.idVariable).")
  }

  private func givenID(_ purpose: KeyPurpose) throws(KeyFailure) -> String? {
    var id = present(purpose.idVariable)
    var origin = purpose.idVariable
    if let file = try path(purpose.idFileVariable) {
      guard id == nil else {
        throw KeyFailure(
          "\(purpose.idVariable) and \(purpose.idFileVariable) are both set",
          suggestion: "Unset one of them.")
      }
      origin = purpose.idFileVariable
      id = try Self.idInFile(file, origin)
    }
    guard let id else { return nil }
    guard NamedKey.isID(id) else {
      // Not shown: it may be a secret that was put into the wrong place.
      throw KeyFailure(
        "\(origin) is not the id of a key, which is letters and digits",
        suggestion: "Take the id that the exchange shows with the key. The secret belongs into a file, named "
          + "by \(purpose.secretFileVariable).")
    }
    return id
  }

  private static func idInFile(_ file: String, _ origin: String) throws(KeyFailure) -> String {
    do throws(SystemFailure) {
      let bytes = try WholeFile.read(file, byteCountMax: idByteCountMax)
      let text = String(decoding: bytes, as: UTF8.self)
      return String(text.drop { $0.isWhitespace }.prefix { !$0.isWhitespace })
    } catch {
      throw KeyFailure(
        "\(origin) names \(file), which cannot be read: \(error)",
        suggestion: "Name a file that holds the id of the key and nothing else.")
    }
  }

  /// The secret that the environment offers, and which variable does.
  private func givenSecret(
    _ purpose: KeyPurpose
  ) throws(KeyFailure) -> (place: NamedKey.Place, origin: String)? {
    let file = try path(purpose.secretFileVariable)
    if let page = pages[purpose.secretVariable] {
      guard file == nil else {
        throw KeyFailure(
          "\(purpose.secretVariable) and \(purpose.secretFileVariable) are both set",
          suggestion: "Unset \(purpose.secretVariable); a file is the better place.")
      }
      return (.page(page), purpose.secretVariable)
    }
    if let file { return (.file(file), purpose.secretFileVariable) }
    guard let folder = try path(KeyPurpose.credentialsVariable) else { return nil }
    let credential = "\(folder)/\(purpose.credentialName)"
    return WholeFile.isReadable(credential) ? (.file(credential), "the credential \(credential)") : nil
  }

  private func path(_ variable: String) throws(KeyFailure) -> String? {
    guard let path = present(variable) else { return nil }
    guard path.hasPrefix("/") else {
      throw KeyFailure(
        "\(variable) is not the whole path of a file, and workers start in /",
        suggestion: "Write the path from its slash on; ~ is not replaced.")
    }
    return path
  }

  private func present(_ variable: String) -> String? {
    environment(variable).flatMap { $0.isEmpty ? nil : $0 }
  }
}
