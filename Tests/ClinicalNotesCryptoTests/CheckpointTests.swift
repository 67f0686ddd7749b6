import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("A checkpoint is a C2SP signed note")
struct CheckpointTests {
    let keys: SigningKeyPair
    let checkpoint: Checkpoint

    init() throws {
        keys = SigningKeyPair(seed: try .of(4))
        checkpoint = try Checkpoint(origin: "example.org/audit", size: 42, root: Digest.of([1]))
    }

    @Test func `text and signature line have the standard's form`() throws {
        let note = checkpoint.signed(by: keys)
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6)
        #expect(lines[0] == "example.org/audit")
        #expect(lines[1] == "42")
        #expect(lines[2].count == 44)
        #expect(lines[3].isEmpty)
        #expect(lines[4].hasPrefix("\u{2014} example.org/audit "))
        #expect(lines[5].isEmpty)
        #expect(try Checkpoint(verifying: note, by: keys.publicKey) == checkpoint)
    }

    @Test func `another's signature line is passed over`() throws {
        let stranger = SigningKeyPair(seed: try .of(5))
        let ours = checkpoint.signed(by: keys).split(separator: "\n").last.map(String.init) ?? ""
        let both = checkpoint.signed(by: stranger) + ours + "\n"
        #expect(try Checkpoint(verifying: both, by: keys.publicKey) == checkpoint)
    }

    @Test func `another size, root, origin or key is refused`() throws {
        let note = checkpoint.signed(by: keys)
        let stranger = SigningKeyPair(seed: try .of(5))
        for (note, key) in [
            (note.replacing("\n42\n", with: "\n43\n"), keys),
            (note.replacing("example.org", with: "example.com"), keys),
            (note, stranger),
            (
                try Checkpoint(origin: "example.org/audit", size: 42, root: Digest.of([2])).text + "\n"
                    + note.split(separator: "\n\n")[1], keys
            ),
        ] {
            let code = failure { () throws(CryptoError) in
                _ = try Checkpoint(verifying: note, by: key.publicKey)
            }
            #expect(code == .cannotOpen)
        }
    }

    @Test(arguments: ["", "x", "a\n1\n", "a\n1\nAAAA\n\n", "a\n01\nAAAA\n\n\u{2014} a AAAA\n"])
    func `what is no checkpoint is refused`(note: String) {
        let code = failure { () throws(CryptoError) in
            _ = try Checkpoint(verifying: note, by: keys.publicKey)
        }
        #expect(code == .malformed)
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb"])
    func `names that the format cannot carry are refused`(name: String) {
        let code = failure { () throws(CryptoError) in _ = try Checkpoint(origin: name, size: 0, root: .zero)
        }
        #expect(code == .malformed)
    }

    @Test func `base64 is strict`() {
        for bytes in [[], [1], [1, 2], [1, 2, 3], [UInt8](repeating: 255, count: 64)] as [[UInt8]] {
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        #expect(Base64.encode([0xfb, 0xff]) == "+/8=")
        for text in ["A", "AA", "AAA", "AA=A", "AB==", "AA==\n", "A-==", "===="] {
            #expect(Base64.decode(text) == nil, "\(text)")
        }
    }
}
