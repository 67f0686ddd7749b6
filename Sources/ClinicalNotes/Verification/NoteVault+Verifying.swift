extension NoteVault {
    /// Verifies everything that is stored: that every value is what was written there last, that nothing is missing
    /// and nothing was added.
    ///
    /// It needs the practice's ordinary keys alone. Notes in ordinary custody are opened, in memory, and forgotten;
    /// those in granted custody are checked by hashes and signatures. The vault may be in use meanwhile. Entries that
    /// are pending in the audit log are durable, but dropping the last of them is not noticed; receipts are not looked at.
    ///
    /// - Returns: What was found; a damaged store is a finding, not an error.
    /// - Throws: ``VaultError`` if the store, the key service or the anchor does not answer.
    public func verify() async throws(VaultError) -> StoreReport {
        var verifier = StoreVerifier(core, try await core.tenantKeys())
        return try await verifier.verify()
    }
}
