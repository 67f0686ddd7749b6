/// A field inside a revision: an envelope whose header is implied, so that no boundary shows.
enum FieldBlob {
    static func context(_ place: Address) -> Sodium.Context {
        Sodium.Context(
            header: Envelope.header(.field, .none, 0),
            personal: SealedKind.field.personal,
            place: place
        )
    }
}
