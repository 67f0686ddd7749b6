/// What a house rule asks for; none is always.
public struct HouseConditions<Scope: HouseScope>: Hashable, Sendable {
    let tests: [HouseTest]

    init(_ tests: [HouseTest]) { self.tests = tests }
}
