internal import ClinicalNotes
internal import Foundation

/// Flips bits in the file of a store, or in what a database answers, one at a time, and looks whether verification notices.
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
            let records = try await Self.recordsOfEachKind(in: copy, of: tenant)
            guard copy.database == nil else {
                var noticed = 0
                for record in records where try await !Self.isIntact(copy, keys, flipping: record.key) {
                    noticed += 1
                }
                return (records.count, noticed)
            }
            let values = records.map(\.value.joined)
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

    /// One record of every collection.
    private static func recordsOfEachKind(
        in files: PracticeFiles,
        of tenant: TenantID
    ) async throws -> [StoredRecord] {
        let all = Dictionary(grouping: try await files.values(of: tenant), by: \.key.collection)
        return all.sorted { $0.key < $1.key }.compactMap(\.value.first)
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

    private static func isIntact(
        _ files: PracticeFiles,
        _ keys: LocalKeyService,
        flipping record: RecordKey? = nil
    ) async throws -> Bool {
        do {
            return try await Verification(of: files, keys: keys, flipping: record).isIntact
        } catch is NotesError {
            return false
        } catch is StorageError {
            return false
        }
    }
}
