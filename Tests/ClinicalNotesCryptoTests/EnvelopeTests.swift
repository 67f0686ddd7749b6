import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("Envelopes open only as what they were sealed, where they belong, under their key")
struct EnvelopeTests {
    let key: HeldKey
    let text: [UInt8] = Array("Sleeps better since the dose was halved.".utf8)

    init() throws { key = try .of(9) }

    @Test(arguments: [0, 1, 252, 253, 380, 381, 4096], Padding.allCases)
    func `text of every length comes back`(count: Int, padding: Padding) throws {
        let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let envelope = try Envelope.seal(text, as: .header, at: .sample, padding: padding, under: key.key)
        #expect(envelope.count == Envelope.overhead + padding.size(of: count))
        #expect(try Envelope.open(envelope, as: .header, at: .sample, under: key.key) == text)
        #expect(
            try Envelope.openSensitive(envelope[...], as: .header, at: .sample, under: key.key).copyBytes()
                == text
        )
    }

    @Test(arguments: [
        (0, 256), (252, 256), (253, 384), (380, 384), (381, 512), (508, 512), (509, 768), (1021, 1536),
    ])
    func `lengths show only two sizes an octave`(count: Int, size: Int) {
        #expect(Padding.bucket.size(of: count) == size)
    }

    @Test func `the generation is read without a key and comes back`() throws {
        let envelope = try Envelope.seal(
            text,
            as: .outerLock,
            at: .sample,
            generation: 0xA1B2_C3D4,
            padding: .none,
            under: key.key
        )
        #expect(try Envelope.generation(of: envelope) == 0xA1B2_C3D4)
    }

    @Test(arguments: Padding.allCases)
    func `every bit of the header is bound`(padding: Padding) throws {
        let envelope = try Envelope.seal(text, as: .header, at: .sample, padding: padding, under: key.key)
        for byte in 0..<8 {
            for bit in 0..<UInt8(8) {
                let code = failure { () throws(CryptoError) in
                    _ = try Envelope.open(
                        envelope.flipping(byte, bit),
                        as: .header,
                        at: .sample,
                        under: key.key
                    )
                }
                #expect(code == .malformed || code == .cannotOpen, "byte \(byte), bit \(bit)")
                if byte < 3 { #expect(code == .malformed, "byte \(byte), bit \(bit)") }
            }
        }
    }

    @Test func `every bit of nonce, commitment, ciphertext and tag is bound, with one error`() throws {
        let envelope = try Envelope.seal(text, as: .header, at: .sample, padding: .bucket, under: key.key)
        for byte in 8..<envelope.count {
            for bit in byte < 64 ? Array(UInt8(0)..<8) : [UInt8(byte % 8)] {
                let code = failure { () throws(CryptoError) in
                    _ = try Envelope.open(
                        envelope.flipping(byte, bit),
                        as: .header,
                        at: .sample,
                        under: key.key
                    )
                }
                #expect(code == .cannotOpen, "byte \(byte), bit \(bit)")
            }
        }
    }

    @Test func `every part of the place is bound`() throws {
        let envelope = try Envelope.seal(text, as: .header, at: .sample, padding: .bucket, under: key.key)
        for place in Address.sample.neighbors {
            let code = failure { () throws(CryptoError) in
                _ = try Envelope.open(envelope, as: .header, at: place, under: key.key)
            }
            #expect(code == .cannotOpen)
        }
    }

    @Test func `every kind is bound`() throws {
        let envelope = try Envelope.seal(text, as: .hold, at: .sample, padding: .bucket, under: key.key)
        for kind in SealedKind.allCases where kind != .hold {
            let code = failure { () throws(CryptoError) in
                _ = try Envelope.open(envelope, as: kind, at: .sample, under: key.key)
            }
            #expect(code == (kind.storageClass == .record ? .cannotOpen : .malformed))
        }
    }

    @Test func `another key is refused`() throws {
        let envelope = try Envelope.seal(text, as: .header, at: .sample, padding: .bucket, under: key.key)
        let other = try HeldKey.of(10)
        let code = failure { () throws(CryptoError) in
            _ = try Envelope.open(envelope, as: .header, at: .sample, under: other.key)
        }
        #expect(code == .cannotOpen)
    }

    @Test func `a missing or an extra byte is refused`() throws {
        for padding in Padding.allCases {
            let envelope = try Envelope.seal(text, as: .header, at: .sample, padding: padding, under: key.key)
            let cuts: [[UInt8]] = [
                Array(envelope.dropLast()), Array(envelope.dropFirst()), envelope + [0],
                Array(envelope.prefix(79)), [],
            ]
            for changed in cuts {
                let code = failure { () throws(CryptoError) in
                    _ = try Envelope.open(changed, as: .header, at: .sample, under: key.key)
                }
                #expect(code == .malformed || code == .cannotOpen)
            }
        }
    }

    /// Seals exactly these bytes as the padded text, which no caller of the library can.
    private func sealing(padded bytes: [UInt8]) -> [UInt8] {
        let header = Envelope.header(.header, .bucket, 0)
        var envelope = Envelope.blank(
            header: header,
            size: bytes.count,
            nonce: [UInt8](repeating: 3, count: 24)
        )
        let context = Sodium.Context(header: header, personal: SealedKind.header.personal, place: .sample)
        bytes.lend { text in
            key.key.withBytes { key in
                Sodium.seal(
                    text,
                    padded: nil,
                    in: &envelope,
                    at: Envelope.headerSize,
                    context: context,
                    key: key
                )
            }
        }
        return envelope
    }

    @Test func `padding is checked on opening`() throws {
        let zeros = [UInt8](repeating: 0, count: 256)
        func code(_ padded: [UInt8]) -> CryptoError.Code? {
            failure { () throws(CryptoError) in
                _ = try Envelope.open(sealing(padded: padded), as: .header, at: .sample, under: key.key)
            }
        }
        #expect(code(zeros) == nil)
        #expect(code([252, 0, 0, 0] + zeros.dropFirst(4)) == nil)
        #expect(code([253, 0, 0, 0] + zeros.dropFirst(4)) == .cannotOpen, "length beyond the text")
        #expect(code([0, 0, 0, 0x80] + zeros.dropFirst(4)) == .cannotOpen, "enormous length")
        #expect(code(zeros.dropLast() + [1]) == .cannotOpen, "fill that is not zero")
        #expect(code([1, 0, 0, 0, 7, 1] + zeros.dropFirst(6)) == .cannotOpen, "fill that is not zero")
        #expect(code([UInt8](repeating: 0, count: 384)) == .cannotOpen, "a bucket larger than needed")
        #expect(code([UInt8](repeating: 0, count: 257)) == .malformed, "no bucket")
        #expect(code([UInt8](repeating: 0, count: 128)) == .malformed, "no bucket")
    }

    @Test func `two sealings of the same text share nothing`() throws {
        let first = try Envelope.seal(text, as: .header, at: .sample, padding: .bucket, under: key.key)
        let second = try Envelope.seal(text, as: .header, at: .sample, padding: .bucket, under: key.key)
        #expect(first[8..<32] != second[8..<32])
        #expect(first[32...] != second[32...])
    }

    @Test func `kinds have different labels that never meet those of key derivation`() {
        #expect(Set(SealedKind.allCases.map(\.personal)).count == SealedKind.allCases.count)
        for kind in SealedKind.allCases {
            #expect(kind.personal.description.utf8.count == 16)
            #expect(kind.personal.words.1 != 0)
        }
    }
}
