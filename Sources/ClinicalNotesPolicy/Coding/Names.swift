internal import ClinicalNotesModel

/// Gives each name of one request an identifier of its own; the same name always gets the same one.
final class Names {
    private var known: [String: Bytes16] = [:]

    func identifier(_ name: String) -> Bytes16 {
        if let identifier = known[name] { return identifier }
        let identifier = Bytes16(high: 0, low: UInt64(known.count + 1))
        known[name] = identifier
        return identifier
    }
}
