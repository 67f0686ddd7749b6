import ClinicalNotesModel
import Foundation
import Synchronization

@testable import ClinicalNotesCrypto

/// The code with which a call fails, or `nil` if it does not.
func failure(_ body: () throws(CryptoError) -> Void) -> CryptoError.Code? {
    do throws(CryptoError) {
        try body()
        return nil
    } catch {
        return error.code
    }
}

/// The code with which an asynchronous call fails, or `nil` if it does not.
func asyncFailure(_ body: () async throws(CryptoError) -> Void) async -> CryptoError.Code? {
    do throws(CryptoError) {
        try await body()
        return nil
    } catch {
        return error.code
    }
}

extension Entropy {
    /// The same bytes every time: BLAKE2b of a counter.
    static func counting(from seed: UInt64 = 0) -> Entropy {
        let counter = Mutex(seed << 32)
        return Entropy { count in
            counter.withLock { counter in
                var bytes: [UInt8] = []
                while bytes.count < count {
                    bytes += Digest.of((0..<8).map { UInt8(truncatingIfNeeded: counter >> (8 * $0)) }).bytes
                    counter += 1
                }
                return Array(bytes.prefix(count))
            }
        }
    }
}

/// Sixteen bytes, all the same but the last.
func id(_ byte: UInt8, _ last: UInt8 = 0) -> Bytes16 {
    let word = UInt64(byte) * 0x0101_0101_0101_0101
    return Bytes16(high: word, low: word & ~0xff | UInt64(last))
}

extension Address {
    static let sample = Address(
        tenant: TenantID(id(1)),
        owner: OwnerID(id(2)),
        compartment: CompartmentID(id(3)),
        record: RecordID(id(4)),
        revision: 5,
        part: 6,
        field: 7,
        schema: 8
    )

    /// This place with one of its parts changed, one after the other.
    var neighbors: [Address] {
        var places = [Address](repeating: self, count: 8)
        places[0].tenant = TenantID(id(0x81))
        places[1].owner = OwnerID(id(0x82))
        places[2].compartment = CompartmentID(id(0x83))
        places[3].record = RecordID(id(0x84))
        places[4].revision ^= 1
        places[5].part ^= 1
        places[6].field ^= 1
        places[7].schema ^= 1
        return places
    }
}

extension HeldKey {
    static func of(_ byte: UInt8) throws -> HeldKey {
        HeldKey(try SecretKey(copying: SensitiveBytes([UInt8](repeating: byte, count: 32))))
    }

    /// For comparing in tests only.
    var copied: [UInt8] { key.withBytes { $0.copiedBytes } }
}

extension [UInt8] {
    var hex: String { map { String(format: "%02x", $0) }.joined() }

    init?(hex: String) {
        guard hex.utf8.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var rest = Substring(hex)
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        self = bytes
    }

    /// These bytes with one bit changed.
    func flipping(_ byte: Int, _ bit: UInt8 = 0) -> [UInt8] {
        var copy = self
        copy[byte] ^= 1 << bit
        return copy
    }
}

/// The root of the package.
let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
