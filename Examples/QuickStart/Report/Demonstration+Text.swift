extension Demonstration {
    /// The table, and what the files show.
    var text: String {
        """
        \(intake.text)
        \(findings.psychotherapyWritten) psychotherapy notes written.
        What eight people see, who list every chart and ask for every note; and the rules that decided:

        \(table)

        The colleague filed two papers that name her: one waits and opens nothing, the other was confirmed by the privacy officer.
        \(store.canariesSought) sentences and names were sought in the closed files: \(store.canariesFound) found.
        \(store.bits.flipped) bits were flipped in a copy, one in each kind of record: \(store.bits.noticed) noticed.
        \(findings.auditEntries) audit entries: \(findings.auditVerified ? "verified" : "NOT VERIFIED").
        """
    }
}
