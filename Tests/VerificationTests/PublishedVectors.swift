import Testing
import Verification

/// Signatures that were published with their keys.
enum PublishedVectors {
  /// One signature.
  struct Vector: Sendable, CustomTestStringConvertible {
    let source: String
    let key: @Sendable () -> VerificationKey?
    let message: String
    let signature: String

    var testDescription: String { source }
  }

  static func bytes(_ text: String) -> [UInt8] { Base64URL.decode(Array(text.utf8).span) ?? [] }

  /// The claims of the examples of RFC 7515.
  private static let claims =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    + "fQ"

  static let rsaModulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
    + "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5re"
    + "xMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxX"
    + "FvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
  static let pointX = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
  static let pointY = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
  static let ed25519 = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"

  static let all = [
    Vector(
      source: "RFC 7515 A.2",
      key: { VerificationKey(rsaModulus: bytes(rsaModulus), exponent: bytes("AQAB")) },
      message: "eyJhbGciOiJSUzI1NiJ9." + claims,
      signature:
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W"
        + "2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkS"
        + "jtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv"
        + "Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"),
    Vector(
      source: "RFC 7515 A.3", key: { VerificationKey(p256X: bytes(pointX), y: bytes(pointY)) },
      message: "eyJhbGciOiJFUzI1NiJ9." + claims,
      signature:
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"),
    Vector(
      source: "RFC 8037 A.4", key: { VerificationKey(ed25519: bytes(ed25519)) },
      message: "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
      signature:
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"),
  ]
}

extension VerificationKey {
  /// Whether a signature is one of a message.
  func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    isValid(signature.span, of: message.span)
  }
}
