internal import ClinicalNotesModel

/// A receipt that is to be written together with what it is of.
struct NewReceipt {
    let commit: Bytes16
    let digest: Bytes16
    let answer: [UInt8]
    /// The store's revision of the expired receipt that it replaces; 0 if it replaces none.
    let replaced: UInt64
}
