import ArgumentParser
import ClinicalNotes
import Foundation
import Testing

@testable import QuickStart

@Suite("Going on with a kept store")
struct ContinuationTests {
    private static let deeds: [Deed.Kind] = [
        .visit, .amendment, .withheldRelease, .hold, .revokedAuthorization, .endedEnrollment,
        .authorization, .waitingPaper, .confirmedPaper, .enrollment,
    ]

    @Test("lives a week after the other: each opens something, and takes back what the one before opened")
    func weeks() async throws {
        try await KeptStore.with { kept in
            for number in 2...4 {
                let week = try await kept.goOn()
                #expect(week.week.number == number)
                #expect(week.deeds.deeds.map(\.deed) == Self.deeds)
                #expect(week.expectations.broken.isEmpty)
                #expect(week.weeks.map(\.isOpen) == (1...number).map { $0 == number })
                #expect(week.weeks.map(\.isTakenBack) == (1...number).map { $0 < number })
                let seen = Dictionary(
                    uniqueKeysWithValues: week.views.map {
                        ($0.member.id, [$0.count(.general), $0.count(.psychotherapy), $0.released])
                    }
                )
                #expect(
                    seen == [
                        .originator: [13 + number, 4 + number, 0], .colleague: [14 + number, 0, 0],
                        .unrelated: [0, 0, 0], .billing: [13 + number, 0, 0], .patient: [2, 1, 3],
                        .partner: [1, 0, 1], .parent: [0, 0, 0], .privacyOfficer: [0, 0, 0],
                    ]
                )
            }
            #expect(try await kept.verify().isIntact)
        }
    }

    @Test("a week that broke off is gone on with, and nothing of it is done twice")
    func brokenOff() async throws {
        try await KeptStore.with { kept in
            let second = try await kept.goOn()
            var people = try #require(try Self.object(at: kept.files.people))
            var weeks = try #require(people["weeks"] as? [[String: Any]])
            weeks[1]["opened"] = nil
            people["weeks"] = weeks
            try JSONSerialization.data(withJSONObject: people)
                .write(to: URL(filePath: kept.files.people))
            let again = try await kept.goOn()
            #expect(again.week.number == 2)
            #expect(again.deeds.refused.isEmpty)
            #expect(again.weeks.map(\.analysis) == second.weeks.map(\.analysis))
            #expect(again.weeks.map(\.helper) == second.weeks.map(\.helper))
            #expect(again.views.map(\.seen) == second.views.map(\.seen))
            #expect(try await kept.verify().isIntact)
        }
    }

    @Test("prints the eight people with the keys of the first week, and what is open of each week's visit")
    func json() async throws {
        try await KeptStore.with { kept in
            let summary = ContinuationSummary(try await kept.goOn())
            let members = try #require(
                try JSONSerialization.jsonObject(with: Data(summary.json.utf8)) as? [String: Any]
            )
            #expect(members.keys.sorted() == ["deeds", "failures", "people", "week", "weeks"])
            let people = try #require(members["people"] as? [[String: Any]])
            #expect(people.map { $0["id"] as? String } == Member.ID.allCases.map(\.rawValue))
            #expect(people.allSatisfy { $0.keys.sorted() == ["general", "id", "psychotherapy", "released"] })
            let deeds = try #require(members["deeds"] as? [[String: Any]])
            #expect(deeds.map { $0["deed"] as? String } == Self.deeds.map(\.rawValue))
            #expect(deeds.allSatisfy { $0["error"] is NSNull && $0["owner"] != nil })
            let weeks = try #require(members["weeks"] as? [[String: Any]])
            #expect(weeks.map { $0["status"] as? String } == ["amended", "signed"])
            #expect(summary.text.contains("week 1: summary amended; nothing is open"))
        }
    }

    @Test("needs what the people and the host have")
    func withoutPeople() async throws {
        try await KeptStore.with { kept in
            try Data("{}".utf8).write(to: URL(filePath: kept.files.people))
            await #expect(throws: DemonstrationError.self) { _ = try await kept.goOn() }
            try FileManager.default.removeItem(atPath: kept.files.people)
            await #expect(throws: DemonstrationError.self) { _ = try await kept.goOn() }
        }
    }

    @Test(
        "is asked for alone, and so is verifying",
        arguments: [
            ["--continue", "a", "--verify", "a"], ["--continue", "a", "--store", "b"],
            ["--verify", "a", "--input", "b"], ["--unanchored"], ["--unanchored", "--store", "a"],
        ]
    )
    func arguments(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try QuickStart.parse(arguments) }
    }

    private static func object(at path: String) throws -> [String: Any]? {
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any]
    }
}
