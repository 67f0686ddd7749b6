/// What is left of a policy for a store to select by, once the facts that all records share are folded in.
///
/// A store fetches what is possible and decides on each record again; what is certain needs no second look
/// for a count, where the store that counts is trusted to. The vault trusts no store and decides on each. A record of which the store does not know an axis is never certain.
package struct Residual: Hashable, Sendable {
    /// Selects only records that are permitted, whatever the facts that the store does not know.
    package let certain: FactPredicate
    /// Selects every record that may be permitted.
    package let possible: FactPredicate
}
