import Exchange
import Foundation
import LinuxIO
import Signing
import TestSupport
import Testing

@testable import Keys

@Suite(.onLoop) struct `Reading a key` {
  private static let secret = ["n33dle", "0123456789abcdef"].joined()

  private func refusal(_ source: KeySource) async -> KeyRefusal? {
    do throws(KeyRefusal) {
      _ = try await KeyReading.read(source)
      return nil
    } catch {
      return error
    }
  }

  private func source(_ file: String, passphrase: String? = nil) -> KeySource {
    KeySource(id: "abcDEF123", place: .file(file), passphraseFile: passphrase)
  }

  private func text(_ secret: Secret) -> String {
    secret.withBytes { bytes in String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self) }
  }

  @Test @LoopActor func `takes the text of an HMAC secret without the line end behind it`() throws {
    let folder = try Folder()
    let held = try KeyReading.read(source(try folder.write(Self.secret + "\r\n")))
    #expect(held.kind == .hmac)
    #expect(held.key.id == "abcDEF123")
    #expect(held.warnings.isEmpty)
    let expected = try HMACSHA256(Secret(copying: Array(Self.secret.utf8).span))
    expected.update(Array("a=1".utf8).span)
    held.key.signer.update(Array("a=1".utf8).span)
    #expect(try held.key.signer.finish() == expected.finish())
  }

  @Test @LoopActor func `takes keys in PEM, encrypted or not`() throws {
    let folder = try Folder()
    let key = try PrivateKey.generateEd25519()
    let plain = try folder.write(text(try key.pem()), as: "plain")
    #expect(try KeyReading.read(source(plain)).kind == .ed25519)
    let phrase = Secret(copying: Array("open sesame".utf8).span)
    let encrypted = try folder.write(text(try key.pem(passphrase: phrase)), as: "encrypted")
    let right = try folder.write("open sesame\n", as: "right")
    #expect(try KeyReading.read(source(encrypted, passphrase: right)).kind == .ed25519)
    let rsa = try folder.write(text(try PrivateKey.generateRSA(bitCount: 1_024).pem()), as: "rsa")
    #expect(try KeyReading.read(source(rsa)).kind == .rsa)
  }

  @Test @LoopActor func `says what is wrong with a passphrase`() async throws {
    let folder = try Folder()
    let phrase = Secret(copying: Array("open sesame".utf8).span)
    let encrypted = try folder.write(text(try PrivateKey.generateEd25519().pem(passphrase: phrase)))
    let missing = try #require(await refusal(source(encrypted)))
    #expect(missing.exitCode == .credentialRefused)
    #expect(missing.suggestion.contains("PASSPHRASE_FILE"))
    let wrong = try folder.write("open barley", as: "wrong")
    let refused = try #require(await refusal(source(encrypted, passphrase: wrong)))
    #expect(refused.message.contains("another passphrase"))
    let open = try folder.write("open sesame", as: "open", mode: 0o644)
    let unusable = try #require(await refusal(source(encrypted, passphrase: open)))
    #expect(unusable.exitCode == .configuration)
    #expect(unusable.message.contains("passphrase's file"))
  }

  @Test(arguments: [
    ("", "is empty"), (" \n", "is empty"), ("-----BEGIN PRIVATE KEY-----\nAAAA\n", "no private key"),
    ("BINANCE_API_SECRET=n33dle", "more than a secret"), ("n33dle n33dle", "more than a secret"),
    ("id\nn33dle", "more than a secret"), ("{\"secret\": \"n33dle\"}", "more than a secret"),
    ("n33dle\u{e9}", "more than a secret"),
  ]) @LoopActor
  func `refuses what is no key, without showing it`(content: String, expected: String) async throws {
    let folder = try Folder()
    let refused = try #require(await refusal(source(try folder.write(content))))
    #expect(refused.exitCode == .credentialRefused)
    #expect(refused.message.contains(expected))
    #expect(refused.message.contains(folder.path))
    #expect(!"\(refused)".contains("n33dle"))
    #expect(!refused.suggestion.isEmpty)
  }

  @Test @LoopActor func `refuses a file that others may read, with the command that closes it`() async throws
  {
    let folder = try Folder()
    let path = try folder.write(Self.secret, mode: 0o640)
    let refused = try #require(await refusal(source(path)))
    #expect(refused.exitCode == .configuration)
    #expect(refused.message == "the secret's file \(path) is open to others (mode 640)")
    #expect(refused.suggestion == "Run: chmod 600 \(path)")
  }

  @Test @LoopActor func `refuses a file that is not there, too long, or no page`() async throws {
    let folder = try Folder()
    let absent = try #require(await refusal(source("\(folder.path)/nothing")))
    #expect(absent.exitCode == .configuration)
    #expect(absent.suggestion == "Check its name.")
    let long = try folder.write(String(repeating: "a", count: KeyPage.byteCountMax + 1))
    #expect(try #require(await refusal(source(long))).exitCode == .configuration)
    let pipe = try DescriptorPair.pipe()
    let number = try pipe.first.duplicated().release()
    let refused = await refusal(KeySource(id: "abc", place: .page(number)))
    #expect(try #require(refused).exitCode == .configuration)
    #expect(fcntl(number, F_GETFD) == -1, "it stays open")
  }

  @Test @LoopActor func `takes a page and closes its descriptor`() throws {
    setenv("BULKHEAD_TEST_KEY_PAGE", Self.secret, 1)
    defer { unsetenv("BULKHEAD_TEST_KEY_PAGE") }
    let page = try #require(try KeyPage(copyingVariable: "BULKHEAD_TEST_KEY_PAGE"))
    let number = dup(page.number)
    let held = try KeyReading.read(KeySource(id: "abc", place: .page(number)))
    #expect(held.kind == .hmac)
    #expect(fcntl(number, F_GETFD) == -1)
  }

  @Test @LoopActor func `refuses an id that could break out of its header`() async throws {
    let folder = try Folder()
    let path = try folder.write(Self.secret)
    for id in ["", "a b", "a\r\nX: y", String(repeating: "a", count: 129)] {
      let refused = try #require(await refusal(KeySource(id: id, place: .file(path))))
      #expect(refused.exitCode == .configuration)
    }
  }
}
