internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Which notes of a directory may be on a list: compartments, each with classes of status.
struct NoteClasses: Hashable, Sendable {
    private var bits: UInt16 = 0

    var isEmpty: Bool { bits == 0 }

    mutating func insert(_ classes: Set<NoteStatusClass>, in compartment: Compartment) {
        for statusClass in classes { bits |= Self.bit(compartment, statusClass) }
    }

    func contains(_ note: DirectoryNote) -> Bool {
        bits & Self.bit(note.compartment, note.statusClass) != 0
    }

    private static func bit(_ compartment: Compartment, _ statusClass: NoteStatusClass) -> UInt16 {
        1 << (UInt16(compartment.rawValue - 1) * 3 + UInt16(statusClass.rawValue - 1))
    }
}

extension NoteStatusClass {
    /// The classes in which some note is selected by what the policy left over.
    static func selected(by predicate: FactPredicate) -> Set<NoteStatusClass> {
        Set(
            NoteStatus.allCases
                .filter { status in predicate.selects { $0 == .status ? status.ordinal : nil } != false }
                .map(NoteStatusClass.init(of:))
        )
    }
}
