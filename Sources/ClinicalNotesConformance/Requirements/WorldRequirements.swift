internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    /// Two worlds: a database before others have written, and after.
    ///
    /// Whoever sees a part of it is told the same in both.
    static let worlds: [StoreRequirement] = [
        StoreRequirement("ST-71", "What other practices have changes no answer.") { run in
            let lists = [run.pseudonym(0), run.pseudonym(1)]
            func side(_ tenant: TenantID, _ owner: UInt64 = 0) -> VisibleSide {
                VisibleSide(run: run, tenant: tenant, owner: run.owner(owner), isWhole: true, lists: lists)
            }
            let alone = try await side(run.tenant).answers()
            let second = run.bytes(1, 2)
            for neighbor in [second.low &- 1, second.low &+ 1] {
                let tenant = TenantID(Bytes16(high: second.high, low: neighbor))
                try await side(tenant).fill(60)
                try await side(tenant, 1).fill(60)
            }
            try await side(run.otherTenant).fill(60)
            try run.requireSame(alone, try await side(TenantID(second)).answers())
        },
        StoreRequirement("ST-72", "What other owners have changes no answer about an owner.") { run in
            func side(_ owner: Bytes16, _ list: UInt64) -> VisibleSide {
                let lists = [run.pseudonym(list), run.pseudonym(list + 1)]
                return VisibleSide(
                    run: run,
                    tenant: run.tenant,
                    owner: OwnerID(owner),
                    isWhole: false,
                    lists: lists
                )
            }
            let alone = try await side(run.bytes(2, 0), 0).answers()
            let second = run.bytes(2, 1)
            for (number, neighbor) in [second.low &- 1, second.low &+ 1].enumerated() {
                try await side(Bytes16(high: second.high, low: neighbor), 10 + 2 * UInt64(number)).fill(60)
            }
            try run.requireSame(alone, try await side(second, 2).answers())
        },
    ]
}

extension ConformanceRun {
    /// Requires that both worlds tell the same, and names the first answer that differs.
    fileprivate func requireSame(_ alone: [String], _ beside: [String]) throws {
        for (first, second) in zip(alone, beside) where first != second {
            throw Failure(detail: "beside others \(second) in place of \(first)")
        }
        try requireEqual(beside.count, alone.count, "answers beside others")
    }
}
