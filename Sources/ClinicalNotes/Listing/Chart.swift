internal import ClinicalNotesModel

/// A patient's chart as one principal may see it, newest first: read it in pages, or entry by entry.
public struct Chart: Sendable {
    let session: NoteSession
    let patient: PatientID

    /// A page of the chart; each page is decided anew and recorded before it is handed out.
    ///
    /// - Parameters:
    ///   - limit: How many entries at the most, 1 to 200.
    ///   - after: The cursor of the page before.
    /// - Returns: The page; what may not be known of is absent, and leaves no gap.
    /// - Throws: ``VaultError``: `invalidInput` for the limit, `cursorInvalid`, and others.
    public func page(limit: Int = 50, after: ChartCursor? = nil) async throws -> ChartPage {
        try await session.page(of: patient, limit: limit, after: after)
    }
}

extension Chart: AsyncSequence {
    /// Walks the chart page by page.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let chart: Chart
        private var entries: ArraySlice<ChartEntry> = []
        private var cursor: ChartCursor?
        private var isAtEnd = false

        init(_ chart: Chart) { self.chart = chart }

        /// The next entry.
        public mutating func next() async throws -> ChartEntry? {
            while entries.isEmpty {
                guard !isAtEnd else { return nil }
                let page = try await chart.page(after: cursor)
                entries = page.entries[...]
                cursor = page.next
                isAtEnd = page.next == nil
            }
            return entries.popFirst()
        }
    }

    /// Begins at the newest entry.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}
