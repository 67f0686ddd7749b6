import ClinicalNotes
import Testing

@Suite("A fault at any point of a call with duties")
struct DutyFaultTests {
    @Test("hands nothing out whose duties are not recorded", arguments: FaultyStore.Fault.allCases)
    func disclosing(fault: FaultyStore.Fault) async throws {
        let setting = try await DutySetting()
        try await setting.grantToCourt()
        var number = 1
        while true {
            let bench = try await setting.bench(reviewed: true)
            let before = try await accounted(setting)
            setting.store.arm(fault, onCall: number)
            let words = try? await bench.read(setting.own).copyText()
            let fired = setting.store.disarm()
            if words != nil { #expect(try await accounted(setting) > before, "fault \(number)") }
            guard fired else { break }
            number += 1
            try #require(number < 60)
        }
        #expect(number > 1)
    }

    private func accounted(_ setting: DutySetting) async throws -> Int {
        try await setting.clinic.audit().filter { entry in
            entry.outcome == .permitted && entry.duties.contains { $0.obligation == "account-disclosure" }
        }.count
    }

    @Test("leaves a request and its clock whole or wholly absent", arguments: FaultyStore.Fault.allCases)
    func requesting(fault: FaultyStore.Fault) async throws {
        var number = 1
        while true {
            let setting = try await DutySetting()
            let portal = try await setting.portal(setting.ana, .amendmentRequest)
            let desk = try await setting.clinic.desk(setting.rivera)
            setting.store.arm(fault, onCall: number)
            let failed = await refusal {
                _ = try await portal.requestAmendment(of: setting.general, "May", idempotencyKey: "amend")
            }
            let fired = setting.store.disarm()
            let filed = try await desk.amendmentRequests(of: setting.general).count
            let clocks = try await setting.worklist().count
            #expect(filed == clocks, "fault \(number)")
            if failed == nil { #expect(filed == 1) }
            _ = try await portal.requestAmendment(of: setting.general, "May", idempotencyKey: "amend")
            #expect(try await desk.amendmentRequests(of: setting.general).count == 1)
            #expect(try await setting.worklist().map(\.obligation) == [.respond60Days])
            guard fired else { break }
            number += 1
            try #require(number < 60)
        }
        #expect(number > 1)
    }

    @Test("discharges a duty once or not at all", arguments: FaultyStore.Fault.allCases)
    func discharging(fault: FaultyStore.Fault) async throws {
        var number = 1
        while true {
            let setting = try await DutySetting()
            _ = try await setting.portal(setting.ana, .amendmentRequest)
                .requestAmendment(of: setting.general, "May", idempotencyKey: "amend")
            let office = try await setting.clinic.desk(setting.office, .operations)
            let duty = try #require(try await office.duties().first)
            setting.store.arm(fault, onCall: number)
            let failed = await refusal {
                try await office.discharge(duty.id, words: "Denied", idempotencyKey: "deny")
            }
            let fired = setting.store.disarm()
            let open = try await office.duties().count
            if failed == nil { #expect(open == 0) }
            try await office.discharge(duty.id, words: "Denied", idempotencyKey: "deny")
            #expect(try await office.duties().isEmpty)
            #expect(try await setting.clinic.audit().filter { $0.event == .discharge }.count == 1)
            guard fired else { break }
            number += 1
            try #require(number < 60)
        }
        #expect(number > 1)
    }
}
