import CommandLineInterface
import Configuration
import Foundation
import Testing

@Suite struct `A configuration file in the working directory` {
  @Test(arguments: [
    (["serve"], true), (["serve", "--testnet"], true), (["serve", "--paper"], false), (["halt"], false),
  ])
  func `starts no server that may touch real orders`(_ words: [String], isRefused: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bulkhead-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // What is left in the temporary folder harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let settings = GivenSettings { $0 == "HOME" ? "/nowhere" : nil }
    var reason: ConfigurationFailure.Reason?
    do throws(Invocation.Failure) {
      _ = try Invocation.read(
        words + ["--config", "\(folder)/x.json"], settings: settings, workingFolder: folder, warn: { _ in })
    } catch .configuration(let failure) {
      reason = failure.reason
      #expect(!isRefused || failure.description.contains("working directory"))
    } catch {
      Issue.record("\(error)")
    }
    #expect((reason == .inWorkingFolder(folder)) == isRefused)
  }
}
