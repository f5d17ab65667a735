import Testing
import TestSupport

/// Everything that opens sockets, one test after the other: they count the process's sockets, and two of them
/// set its environment.
@Suite(.onLoop, .serialized) struct `Exchange over sockets` {}
