internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation

/// Flips bits in the file of a store, one at a time, and looks whether verification notices.
struct FlippedBits {
    /// How many were flipped.
    let flipped: Int
    /// How many were noticed.
    let noticed: Int

    /// Whether there were any, and all were noticed.
    var areAllNoticed: Bool { flipped > 0 && noticed == flipped }

    /// Works on a copy; the store itself is left as it is.
    ///
    /// - Parameters:
    ///   - files: The files of a closed practice.
    ///   - tenant: The practice.
    /// - Throws: `StorageError`, `CryptoError`, or an error of the file system.
    init(in files: PracticeFiles, of tenant: TenantID) async throws {
        (flipped, noticed) = try await TemporaryFolder.with { folder in
            let copy = try files.copied(into: folder)
            let keys = try copy.openKeys()
            let values = try await Self.valuesOfEachKind(in: copy, of: tenant)
            let whole = [UInt8](try Data(contentsOf: URL(filePath: copy.store)))
            var noticed = 0
            for value in values {
                let damaged = try Self.flippingABit(of: value, in: whole)
                try Data(damaged).write(to: URL(filePath: copy.store))
                if try await !Self.isIntact(copy, keys) { noticed += 1 }
            }
            return (values.count, noticed)
        }
    }

    /// One stored value of every collection.
    private static func valuesOfEachKind(in files: PracticeFiles, of tenant: TenantID) async throws
        -> [[UInt8]]
    {
        let store = try SQLiteNoteStore(path: files.store)
        var values: [[UInt8]] = []
        for number in UInt8.min...UInt8.max {
            let records = try await store.list(
                tenant,
                owner: nil,
                collection: RecordCollection(rawValue: number),
                after: nil,
                limit: 1,
                by: .never
            )
            values += records.map(\.value.joined)
        }
        try await store.close()
        return values
    }

    /// The file with one bit of a value flipped, wherever the value stands.
    ///
    /// SQLite keeps the beginning of a value in one piece, and may have left an older page with the same bytes behind.
    private static func flippingABit(of value: [UInt8], in file: [UInt8]) throws -> [UInt8] {
        let beginning = Data(value.prefix(64))
        let whole = Data(file)
        var damaged = file
        var from = whole.startIndex
        while let place = whole.range(of: beginning, in: from..<whole.endIndex) {
            damaged[place.lowerBound + beginning.count / 2] ^= 1
            from = place.upperBound
        }
        guard damaged != file else { throw DemonstrationError("a stored value was not found in the file") }
        return damaged
    }

    private static func isIntact(_ files: PracticeFiles, _ keys: LocalKeyService) async throws -> Bool {
        do {
            return try await Verification(of: files, keys: keys).isIntact
        } catch is VaultError {
            return false
        } catch is StorageError {
            return false
        }
    }
}
