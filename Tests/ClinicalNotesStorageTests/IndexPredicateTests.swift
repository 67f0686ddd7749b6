import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@Suite("An index predicate")
struct IndexPredicateTests {
    static let (a, b) = (Bytes16(high: 1, low: 0), Bytes16(high: 2, low: 0))

    struct Narrowing: Sendable {
        let predicate: IndexPredicate
        let pseudonyms: Set<Bytes16>?
        /// What is left to check for pseudonym a.
        let left: IndexPredicate
    }

    static let status: IndexPredicate = .statusClass([1])
    static let narrowings: [Narrowing] = [
        Narrowing(predicate: .all, pseudonyms: nil, left: .all),
        Narrowing(predicate: .nothing, pseudonyms: [], left: .nothing),
        Narrowing(predicate: .pseudonym([a, b]), pseudonyms: [a, b], left: .all),
        Narrowing(predicate: .pseudonym([b]), pseudonyms: [b], left: .nothing),
        Narrowing(predicate: .time(from: nil, to: nil), pseudonyms: nil, left: .all),
        Narrowing(
            predicate: .and([.pseudonym([a, b]), status, .pseudonym([a])]),
            pseudonyms: [a],
            left: status
        ),
        Narrowing(predicate: .and([.pseudonym([a]), .pseudonym([b])]), pseudonyms: [], left: .nothing),
        Narrowing(predicate: .and([]), pseudonyms: nil, left: .all),
        Narrowing(predicate: .or([]), pseudonyms: [], left: .nothing),
        Narrowing(
            predicate: .or([.pseudonym([a]), .nothing, .pseudonym([b])]),
            pseudonyms: [a, b],
            left: .all
        ),
        Narrowing(predicate: .or([.pseudonym([b]), status]), pseudonyms: nil, left: status),
        Narrowing(predicate: .not(.pseudonym([a])), pseudonyms: nil, left: .nothing),
        Narrowing(predicate: .not(.pseudonym([b])), pseudonyms: nil, left: .all),
        Narrowing(predicate: .not(status), pseudonyms: nil, left: .not(status)),
    ]

    @Test("It says which pseudonyms it can select, and what is left to check of one", arguments: narrowings)
    func narrows(_ narrowing: Narrowing) {
        #expect(narrowing.predicate.pseudonyms == narrowing.pseudonyms)
        #expect(narrowing.predicate.narrowed(to: Self.a) == narrowing.left)
    }
}
