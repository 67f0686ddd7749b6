extension IndexPredicate {
    /// What an adapter must be able to select by to answer this.
    public var capabilities: StoreCapabilities {
        switch self {
        case .all, .nothing: []
        case .pseudonym(let values): values.count > 1 ? .membership : []
        case .statusClass(let values): values.count > 1 ? .membership : []
        case .time(let from, let to): from == nil && to == nil ? [] : .range
        case .and(let terms), .or(let terms): terms.reduce([]) { $0.union($1.capabilities) }
        case .not(let term): term.capabilities.union(.negation)
        }
    }
}
