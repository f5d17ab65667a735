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

  @Test(arguments: ["HOME", "XDG_CONFIG_HOME"])
  func `is not made the usual one by a variable`(_ name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bulkhead-\(UUID())").path
    let own = folder + (name == "HOME" ? "/.config" : "") + "/bulkhead"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    // What is left in the temporary folder harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(own)/bulkhead.json"
    try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
    let settings = GivenSettings { $0 == name ? folder : nil }
    for (words, isRefused) in [(["serve"], true), (["serve", "--paper"], false), (["status"], false)] {
      var reason: ConfigurationFailure.Reason?
      do throws(Invocation.Failure) {
        _ = try Invocation.read(words, settings: settings, workingFolder: folder, warn: { _ in })
      } catch .configuration(let failure) {
        #expect(failure.path == path)
        reason = failure.reason
      } catch {
        Issue.record("\(error)")
      }
      // What is refused otherwise lies where everybody can write.
      #expect((reason == .inWorkingFolder(folder)) == isRefused, "\(words): \(String(describing: reason))")
    }
  }
}
