internal import ClinicalNotesCrypto
public import ClinicalNotesModel

/// Which notes of a chart are asked for: those that meet every condition that is set.
///
/// A filter narrows what a principal may know of, and never tells of anything else: a note that is hidden is neither
/// found nor counted, whatever the filter says. Period, status and compartment are selected in the sealed directory, kind
/// and author once a header is open; the store learns nothing of it but which headers are read.
///
/// ```swift
/// let signed = ChartFilter(period: lastYear..<now, statuses: [.signed])
/// ```
public struct ChartFilter: Hashable, Sendable {
    /// Notes whose period begins in this range; `nil` asks for any.
    public var period: Range<Instant>?
    /// Notes of these kinds; `nil` asks for any.
    public var kinds: Set<NoteKind>?
    /// Notes that are here in their life; `nil` asks for any.
    public var statuses: Set<NoteStatus>?
    /// Notes that are kept in these compartments; `nil` asks for any.
    public var compartments: Set<Compartment>?
    /// Notes that one of these wrote; `nil` asks for any.
    public var originators: Set<PrincipalID>?

    /// Every note.
    public static let everything = ChartFilter()

    /// Makes a filter; what is left out asks for any.
    public init(
        period: Range<Instant>? = nil,
        kinds: Set<NoteKind>? = nil,
        statuses: Set<NoteStatus>? = nil,
        compartments: Set<Compartment>? = nil,
        originators: Set<PrincipalID>? = nil
    ) {
        self.period = period
        self.kinds = kinds
        self.statuses = statuses
        self.compartments = compartments
        self.originators = originators
    }
}

extension ChartFilter {
    /// Whether a note that the principal may know of is asked for.
    func admits(_ header: NoteHeader) -> Bool {
        (period?.contains(header.period.lowerBound) ?? true)
            && (kinds?.contains(header.kind) ?? true)
            && (statuses?.contains(header.status) ?? true)
            && (compartments?.contains(header.compartment) ?? true)
            && (originators.map { !$0.isDisjoint(with: header.originators) } ?? true)
    }

    /// The classes of status in which a note may be asked for.
    var statusClasses: Set<NoteStatusClass> {
        Set(statuses?.map(NoteStatusClass.init(of:)) ?? NoteStatusClass.allCases)
    }

    /// The same bytes for the same filter, whatever the order of what it names.
    var canonical: [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.optional(period) {
            $0.instant($1.lowerBound)
            $0.instant($1.upperBound)
        }
        writer.words(kinds?.map { [$0.system.rawValue, $0.code] })
        writer.words(statuses?.map { [$0.rawValue] })
        writer.words(compartments?.map { ["\($0.rawValue)"] })
        writer.words(originators?.map { [$0.description] })
        return writer.bytes
    }
}

extension ByteWriter {
    fileprivate mutating func words(_ values: [[String]]?) {
        optional(values) { writer, values in
            writer.list(values.sorted { $0.lexicographicallyPrecedes($1) }) { writer, words in
                for word in words { writer.text(word) }
            }
        }
    }
}
