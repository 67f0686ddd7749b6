internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What names one owner and nobody else: an identifier of the outside world, or a public key that was certified.
enum Identity: Hashable, Sendable {
    case identifier(PersonIdentifier)
    case boxKey(KeyID)
    case signingKey(KeyID)

    /// What names a person.
    static func all(of person: Person) -> Set<Identity> { Set(person.identifiers.map(Self.identifier)) }

    /// What names whoever holds the secrets of public keys.
    static func all(of keys: PublicKeys) -> Set<Identity> {
        [.boxKey(keys.box.id), .signingKey(keys.signing.id)]
    }

    /// What it is of, and its value: what the record's name is made from.
    fileprivate var parts: [[UInt8]] {
        switch self {
        case .identifier(let identifier):
            [Array("identifier".utf8), Array(identifier.system.utf8), Array(identifier.value.utf8)]
        case .boxKey(let id): [Array("box-key".utf8), id.bytes.bytes]
        case .signingKey(let id): [Array("signing-key".utf8), id.bytes.bytes]
        }
    }

    /// Why it is refused where it names somebody else; never its value.
    var refusal: NotesError {
        switch self {
        case .identifier: NotesError(.identityConflict, at: "identifiers")
        case .boxKey, .signingKey: NotesError(.invalidInput, at: "keys")
        }
    }
}

extension TenantKeys {
    /// The name of the record that says whom an identity names.
    func record(of identity: Identity) -> RecordID { RecordID(pseudonym("identity", identity.parts)) }
}
