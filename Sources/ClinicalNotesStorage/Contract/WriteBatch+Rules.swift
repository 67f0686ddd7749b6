internal import ClinicalNotesModel

extension RecordBytes {
    /// How many bytes a value may have: 64 MiB.
    public static let maximumCount = 64 << 20
}

extension WriteBatch {
    /// Checks the rules of the contract that no database needs to be asked for.
    ///
    /// - Throws: ``StorageError/Code/invalidBatch`` if an expectation or a write names another tenant than
    ///   the batch, ``StorageError/Code/valueTooLarge`` if a value has more than 64 MiB.
    public func checkRules() throws(StorageError) {
        guard expectations.allSatisfy({ $0.key.tenant == tenant }) else {
            throw StorageError(.invalidBatch)
        }
        for write in writes {
            guard write.tenant == tenant else { throw StorageError(.invalidBatch) }
            guard (write.value?.count ?? 0) <= RecordBytes.maximumCount else {
                throw StorageError(.valueTooLarge)
            }
        }
    }
}

extension RecordWrite {
    fileprivate var tenant: TenantID {
        switch self {
        case .put(let key, _, _), .delete(let key): key.tenant
        case .append(let log, _): log.tenant
        }
    }

    fileprivate var value: RecordBytes? {
        switch self {
        case .put(_, let value, _), .append(_, let value): value
        case .delete: nil
        }
    }
}
