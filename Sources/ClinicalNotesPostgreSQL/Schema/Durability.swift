#if PostgreSQL
/// What the settings of a server must be for a commit to survive loss of power, and of the primary where it has synchronous
/// standbys.
enum Durability {
    /// The condition in SQL, given in SQL whether there must be a synchronous standby; a setting that the engine does not have
    /// asks for nothing.
    static func condition(standby: String) -> String {
        """
        \(value(of: "fsync", else: "on")) = 'on' AND \(value(of: "full_page_writes", else: "on")) = 'on'
        AND \(value(of: "synchronous_commit", else: "on")) <> 'off'
        AND CASE WHEN \(names) = '' THEN NOT (\(standby))
            ELSE \(value(of: "synchronous_commit", else: "on")) IN ('on', 'remote_apply') END
        """
    }

    /// The standbys that commits wait for.
    static let names = value(of: "synchronous_standby_names", else: "")

    private static func value(of setting: String, else missing: String) -> String {
        "coalesce(current_setting('\(setting)', true), '\(missing)')"
    }
}
#endif
