extension NoteVault {
    /// How what the vault rests on stands: anchor, audit log and database.
    public var health: VaultHealth { core.health.health }

    /// How it stands now, and every change from then on, until the vault is closed.
    ///
    /// Whoever is slow to look gets the newest state alone.
    public var healthChanges: AsyncStream<VaultHealth> { core.health.changes() }
}
