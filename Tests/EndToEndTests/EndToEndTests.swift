import Testing

/// Everything that drives the built programs, one after the other: a machine of two processors that starts
/// dozens of servers at once would measure itself.
///
/// Only what a client sees is used: pipes, signals, sockets and /proc. Nothing of the product is imported, so
/// a test cannot share a mistake with it; but for what compares the product with another program
/// (`OrderFilterTests`).
///
/// Three minutes are enough for each of them but for the mutations, of which a person can ask for more.
@Suite(.serialized, .timeLimit(.minutes(3 + MutationCount.wanted / 25_000))) struct `End to end` {}
