internal import ClinicalNotesModel

/// A patient's chart as one principal may see it, newest first: read it in pages, or entry by entry.
///
/// ```swift
/// for try await entry in desk.chart(of: ana, matching: signed) {
///     let note = try await desk.read(entry.id)
///     lines.append(note[\SessionSummary.progress]?.text.copyString() ?? "")
/// }
/// ```
public struct Chart: Sendable {
    let session: NoteSession
    let patient: PatientID
    let filter: ChartFilter

    /// A page of the chart; each page is decided anew and recorded before it is handed out.
    ///
    /// - Parameters:
    ///   - limit: How many entries at the most, 1 to 200.
    ///   - after: The cursor of the page before, of the same chart and filter.
    /// - Returns: The page; what may not be known of is absent, and leaves no gap.
    /// - Throws: ``NotesError``: `invalidInput` for the limit, `cursorInvalid`, and others.
    public func page(limit: Int = 50, after: ChartCursor? = nil) async throws(NotesError) -> ChartPage {
        try await session.core.inTime {
            try await session.page(of: self, limit: limit, after: after)
        }
    }

    /// How many entries there are.
    ///
    /// Every note that the patient's directory selects is decided on, and the count is recorded as a list is: what may not be known of
    /// is not counted.
    ///
    /// - Returns: As many as the pages would hand out.
    /// - Throws: ``NotesError``.
    public func count() async throws(NotesError) -> Int {
        try await session.core.inTime {
            try await session.count(of: self)
        }
    }

    /// The entries in whose opened fields some words occur, newest first.
    ///
    /// A text is found in no other way than by opening it, so each note of the chart that the principal may read is read,
    /// and its reading recorded, whether the words are found or not. Not searched is what has no key here, what
    /// something must come before, and what each reading brings a duty for, such as an entry in the accounting.
    ///
    /// - Parameter words: Words that stand together in one field, or the beginning of them, or parts of longer words. Case
    ///   does not matter, nor how much white space is between them.
    /// - Returns: The entries.
    /// - Throws: ``NotesError`` with `invalidInput` for no words, and others.
    public func search(for words: String) async throws(NotesError) -> [ChartEntry] {
        try await session.core.inTime {
            guard words.contains(where: { !$0.isWhitespace }) else {
                throw NotesError(.invalidInput, at: "words")
            }
            let sought = SoughtWords(words)
            var found: [ChartEntry] = []
            var cursor: ChartCursor?
            repeat {
                // Few at once, since all of them are open until they were looked through.
                let page = try await page(limit: 50, after: cursor)
                let holding = try await session.handOut { session, now in
                    let ids = page.entries.map(\.id)
                    let reading = NoteReading(action: session.readingAction, event: .search)
                    let collected = try await session.collect(ids, as: reading, at: now) { decision in
                        decision.obligations.allSatisfy { $0.timing != .after }
                    }
                    return collected.map { outcomes in
                        Set(ids.filter { (try? outcomes[$0]?.get())?.holds(sought) ?? false })
                    }
                }
                found += page.entries.filter { holding.contains($0.id) }
                cursor = page.next
            } while cursor != nil
            return found
        }
    }
}

extension OpenedNote {
    /// Whether a field that was opened holds some words.
    fileprivate func holds(_ sought: SoughtWords) -> Bool { fields.values.contains { sought.occur(in: $0) } }
}

extension Chart {
    /// What a cursor is bound to: the patient, and the filter where there is one.
    func query(_ keys: TenantKeys) -> [UInt8] {
        let filtered = filter == .everything ? [] : keys.pseudonym("filter", [filter.canonical]).bytes
        return patient.bytes.bytes + filtered
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
        public mutating func next() async throws(NotesError) -> ChartEntry? {
            try await next(isolation: #isolation)
        }

        /// The next entry, where the caller is.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(NotesError)
            -> ChartEntry?
        {
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
