import ClinicalNotesCrypto
import TestSupport

@testable import ClinicalNotes
@testable import ClinicalNotesModel

/// What one instance left in the log, with stores that could not always tell whether they had written, and the same with
/// an entry removed or repeated.
enum ChainVectors {
    private struct Row {
        let link: EntryLink
        let commitment: Digest
        /// The group's number, and whether the store said that it wrote the entry.
        let group: Int
        let isCounted: Bool
    }

    private static let logs: [(rows: [Row], isWhole: Bool)] = (UInt64(0)..<12).flatMap { seed in
        var numbers = SeededNumbers(seed)
        let rows = rows(&numbers)
        let last = rows.map(\.group).max() ?? 0
        var logs = [(rows: rows, isWhole: true)]
        let removable = rows.indices.filter { rows[$0].isCounted && rows[$0].group < last }
        if let gone = removable.randomElement(using: &numbers) {
            logs.append((rows.enumerated().filter { $0.offset != gone }.map(\.element), false))
        }
        if let again = rows.randomElement(using: &numbers) { logs.append((rows + [again], false)) }
        return logs
    }

    static var all: [[String: Any]] {
        logs.map { rows, isWhole in
            [
                "rows": rows.map {
                    ["link": PlainForm.of($0.link), "commitment": $0.commitment.description]
                },
                "isWhole": isWhole,
            ]
        }
    }

    /// The logs that the library's own reader judges wrongly.
    static var misjudged: [Int] {
        logs.indices.filter { number in
            var history = InstanceHistory()
            let isWhole = logs[number].rows.allSatisfy { history.learn($0.link, $0.commitment) == nil }
            return isWhole != logs[number].isWhole
        }
    }

    private static func rows(_ numbers: inout SeededNumbers) -> [Row] {
        var chain = EntryChain(Bytes16(high: 7, low: 7))
        var (rows, late): ([Row], [Row]) = ([], [])
        for group in 0..<6 {
            // The last group is written, so that something tells of all before.
            let fates: [EntryChain.Fate] =
                group == 5 ? [.written] : [.written, .written, .notWritten, .unknown]
            var settled: [(EntryChain.Fate, [Digest])] = []
            var place = 0
            for batch in 0..<Int.random(in: 1...3, using: &numbers) {
                let fate = fates.randomElement(using: &numbers) ?? .written
                var commitments: [Digest] = []
                for entry in 0..<Int.random(in: 1...2, using: &numbers) {
                    let commitment = Digest.of([UInt8(group), UInt8(batch), UInt8(entry)])
                    let row = Row(
                        link: chain.link(at: place),
                        commitment: commitment,
                        group: group,
                        isCounted: fate == .written
                    )
                    place += 1
                    commitments.append(commitment)
                    switch fate {
                    case .written: rows.append(row)
                    case .notWritten: break
                    case .unknown:
                        // It may have been written, at once or later, or not.
                        switch Int.random(in: 0..<3, using: &numbers) {
                        case 0: rows.append(row)
                        case 1: late.append(row)
                        default: break
                        }
                    }
                }
                settled.append((fate, commitments))
            }
            chain.settle(settled.map { (fate: $0.0, commitments: $0.1) })
        }
        return rows + late
    }
}
