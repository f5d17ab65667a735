import Foundation
import TestSupport

extension Programs {
  /// The folder of the debug build, which `swift build --build-tests` makes together with the tests: its
  /// trading worker can be told where to die.
  static let debugFolder = Repository.root.appendingPathComponent(".build/debug").path
}
