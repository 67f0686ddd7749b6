#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A practice's turns at writing, kept in rows: one that is locked by whose turn it is, and one for each store that writes,
/// with the number of its commits.
///
/// A store's own number tells what became of a commit whose answer was lost: it changes with the commit, and nobody else
/// changes it.
struct PracticeTurn {
    static let table = "turn"
    static let columns = """
        tenant uuid NOT NULL, store uuid NOT NULL, number bigint NOT NULL, PRIMARY KEY (tenant, store)
        """

    private let tenant: TenantID
    private let server: Server

    init(of tenant: TenantID, on server: Server) {
        self.tenant = tenant
        self.server = server
    }

    /// Waits for the turn, in statements of their own: what follows sees all that was committed before it came.
    var taking: [ServerConnection.Call] {
        [
            call(
                """
                INSERT INTO SCHEMA.turn (tenant, store, number) VALUES ($1::uuid, $2::uuid, 0), ($1::uuid, $3::uuid, 0)
                ON CONFLICT (tenant, store) DO NOTHING
                """
            ) {
                $0.add(Self.everybody)
                $0.add(server.store)
            },
            call("SELECT number FROM SCHEMA.turn WHERE tenant = $1::uuid AND store = $2::uuid FOR UPDATE") {
                $0.add(Self.everybody)
            },
        ]
    }

    /// Asks for the number, for the settings of the server, which change while a connection stands, and for the version of the
    /// schema, which does, too.
    var standing: ServerConnection.Call {
        call(
            """
            SELECT t.number, \(Durability.condition(standby: "$3::boolean")),
                (SELECT max(v.version) FROM SCHEMA.schema_version v)
            FROM SCHEMA.turn t WHERE t.tenant = $1::uuid AND t.store = $2::uuid
            """
        ) {
            $0.add(server.store)
            $0.add(server.standby)
        }
    }

    /// What the answer to ``standing`` says.
    func standing(_ answer: ServerAnswer) throws -> (number: Int64, isDurable: Bool, version: Int) {
        guard answer.rows.count == 1 else { throw Self.gone }
        return (try answer.number(0, 0), answer.isTrue(0, 1), try answer.number(0, 2))
    }

    /// Counts a commit, and changes the row that is locked: where an engine judges by a moment before the lock, the next one finds
    /// it changed and begins anew.
    func counting(to number: Int64) -> ServerConnection.Call {
        call(
            """
            UPDATE SCHEMA.turn SET number = CASE store WHEN $2::uuid THEN $3::bigint ELSE number + 1 END
            WHERE tenant = $1::uuid AND store IN ($2::uuid, $4::uuid)
            """
        ) {
            $0.add(server.store)
            $0.add(number)
            $0.add(Self.everybody)
        }
    }

    /// Written so that the commit after it waits for the disk and the standby, and with it for all before.
    var barrier: ServerConnection.Call {
        call("UPDATE SCHEMA.turn SET number = number WHERE tenant = $1::uuid AND store = $2::uuid") {
            $0.add(server.store)
        }
    }

    /// Takes away the store's own rows.
    static func leave(_ server: Server, on place: inout ServerConnection?, by deadline: Deadline) throws {
        for tenant in server.practicesWithRow {
            let turn = PracticeTurn(of: tenant, on: server)
            let call = turn.call("DELETE FROM SCHEMA.turn WHERE tenant = $1::uuid AND store = $2::uuid") {
                $0.add(server.store)
            }
            let connection = try server.connected(&place, by: deadline)
            _ = try connection.ask(call.sql, call.parameters, by: deadline)
        }
    }

    /// Somebody took rows away that were just there; it can be begun anew.
    static let gone = ServerFailure.refused("40001")
    /// The row that is locked.
    private static let everybody = Bytes16.zero

    private func call(_ sql: String, _ add: (inout Parameters) -> Void) -> ServerConnection.Call {
        var parameters = Parameters()
        parameters.add(tenant.bytes)
        add(&parameters)
        return ServerConnection.Call(
            sql: sql.replacing("SCHEMA.", with: "\(server.schema)."),
            parameters: parameters
        )
    }
}
#endif
