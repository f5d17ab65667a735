/// Names that secrets go by in the files of clients. What they name is never shown.
public enum SecretName {
  private static let endings = [
    "secret", "secretkey", "password", "passphrase", "privatekey", "token", "authorization", "apikeysecret",
  ]

  /// Whether what a key of this name holds is a secret: `BINANCE_API_SECRET`, `secretKey`, `Authorization`.
  public static func isSecret(_ key: String) -> Bool {
    let bare = key.lowercased().filter { $0.isLetter || $0.isNumber }
    return endings.contains { bare.hasSuffix($0) }
  }

  /// Whether a value is only a hint to where the secret is, as `${env:NAME}` and `${input:name}` are.
  public static func isReference(_ value: String) -> Bool {
    value.hasPrefix("${") && value.hasSuffix("}") || value.hasPrefix("Bearer ${") && value.hasSuffix("}")
  }
}
