/// Tokens that OpenSSL signed, and the public halves of the keys; the private ones are forgotten.
///
/// Both say: issuer `https://issuer.example`, audience `https://desk.example/mcp`, subject `alice`, scopes
/// `openid market account`, valid from 2000000000 to 2000003600.
enum IssuedSamples {
  static let rsaModulus =
    "rBg6Rsv4GpsKa5sXk3lqhdfnvTy3wuKJPZ3jE4srEHKAUrXhpJgBKUUn7IpOSK5FFJQsA_DjF8qJp1tw-bSZBlNK5oTe"
    + "baccPKjmp4Abx9hincZGvZ1GXl4bOOOOckzeqXmWoXiwioSpN-sWe7jz9W4V_-lo-A_VCweuss71e4yBtzF7Jbn6Dnt_"
    + "UhVevc4myrtsP0Ea_TY8UOFGM7ZOYFKQATQm6YxY-oKxbOGdPhiI0oihWR9FAB_6psaIJMs8dnfrRciyMJXs7VKv1MBg"
    + "8mc5olxHe71mnazCHwHJWid9C0DEqY86mfrnqtyzwVkky7FR6sotvOxyxyYmmwMihQ"
  static let pointX = "NammpaUJtzMvwpYUVpbPidUrXEvLzMhc6c145o7kEBY"
  static let pointY = "KpAXnQRkE1ZyRu5KnwQBTMS9lYfVXQE3T_mkIlniZOI"

  static let rs256 =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6InJzYS0xIiwidHlwIjoiYXQrand0In0.eyJpc3MiOiJodHRwczovL2lzc3Vlci5l"
    + "eGFtcGxlIiwiYXVkIjoiaHR0cHM6Ly9kZXNrLmV4YW1wbGUvbWNwIiwic3ViIjoiYWxpY2UiLCJleHAiOjIwMDAwMDM2"
    + "MDAsIm5iZiI6MjAwMDAwMDAwMCwiaWF0IjoyMDAwMDAwMDAwLCJzY29wZSI6Im9wZW5pZCBtYXJrZXQgYWNjb3VudCJ9"
    + ".hCqLhv-AIjK3Igp5ZMD9EopKQZkNQJESBNQecdaFTjaU-hUNVNL7ACAh1JObnqBz-wyiY2BGits9GHXn6ofN-QP5s71"
    + "GTZza8CN7gny3EMdxYsrtSGbfkftoseadrdLa3xn1ZO6ulrLphHbChgHDLK6SmYNo4NKIxaW7N4QgEBjeGIw8HwHbNep"
    + "F4KTcifiYExAYADREkSWFQsT8yxUSyONdtH4SRcuo3Xonu-OWj7dxB1sJvrUxkWaM1fHGDrjKnQv5gC7O-QtKldkptxH"
    + "NpVshirha0MlRrkx2gjM_HapUZC6Y2l17sEOmcINFwF1wMlF9uWrj6eKhp8H4RDezKg"
  static let es256 =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL2lzc3Vlci5le"
    + "GFtcGxlIiwiYXVkIjoiaHR0cHM6Ly9kZXNrLmV4YW1wbGUvbWNwIiwic3ViIjoiYWxpY2UiLCJleHAiOjIwMDAwMDM2M"
    + "DAsIm5iZiI6MjAwMDAwMDAwMCwiaWF0IjoyMDAwMDAwMDAwLCJzY29wZSI6Im9wZW5pZCBtYXJrZXQgYWNjb3VudCJ9."
    + "NFVT1tjISKrpdZfTb2Dvv9ZgYGcYl5gGj49Oa0UbUqh0jGI4iQ67q17dADNMZQok8mX11UMJBPIc-fI8c1WHnw"
  /// Of an RSA key of 1,024 bits.
  static let shortModulus =
    "oU-M11j6Xulj0QgBRUusVW9R_2OcmK75OIh3XwGORR0HuuxuLMtVmd4g6ZldP8OEncYWqN9JBOpD7b9nZ4hDXkpCMwko"
    + "1gyR2xypWrWE75pvCMLMo0h3ChzUo73TYUwf7qDlJ0ETjJwoqTmTdX_cYzU6gKbgasuXzAR6qXsjW4k"
}
