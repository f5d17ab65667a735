/// How tests judge "about 20,000 tokens".
///
/// Four bytes a token is the usual estimate for English; JSON full of digits takes more tokens for its bytes,
/// about one for every two and a half. The bound below is the cautious one: 20,000 × 2.5.
enum TokenEstimate {
  static let byteCountMax = 50_000
}
