#if PostgreSQL
/// The function that judges a batch and carries it out, so that a commit is one flight.
///
/// It is volatile, so that each of its statements sees what was committed before it; the caller holds the tenant's lock,
/// taken by a statement of its own.
enum CommitFunction {
    static let definition = """
        CREATE FUNCTION SCHEMA.commit_batch(
            p_version integer, p_standby boolean, p_tenant uuid,
            e_owner uuid[], e_collection smallint[], e_record uuid[], e_revision bigint[],
            w_kind smallint[], w_owner uuid[], w_collection smallint[], w_record uuid[], w_value bytea[], w_entries integer[],
            x_pseudonym uuid[], x_time bigint[], x_status smallint[], x_generation bigint[],
            OUT moved integer[], OUT positions bigint[], OUT transaction xid8
        ) LANGUAGE plpgsql VOLATILE AS $function$
        #variable_conflict use_column
        DECLARE
            v_owner uuid;
            v_collection smallint;
            v_next bigint;
            v_bound bigint;
            v_last uuid;
            v_revision bigint;
            v_entry integer := 1;
        BEGIN
            -- Settings change while a connection stands, and so does the schema.
            IF NOT (\(Durability.condition(standby: "p_standby"))) THEN RAISE SQLSTATE 'CN001'; END IF;
            IF (SELECT max(version) FROM SCHEMA.schema_version) <> p_version THEN RAISE SQLSTATE 'CN002'; END IF;
            SELECT array_agg(e.place::integer ORDER BY e.place) INTO moved
            FROM unnest(e_owner, e_collection, e_record, e_revision) WITH ORDINALITY
                AS e(owner, collection, record, revision, place)
            LEFT JOIN LATERAL (
                SELECT s.revision FROM SCHEMA.record s
                WHERE s.tenant = p_tenant AND s.owner = e.owner AND s.collection = e.collection AND s.record = e.record
                LIMIT 1
            ) r ON true
            WHERE coalesce(r.revision, 0) <> e.revision;
            IF moved IS NOT NULL THEN RETURN; END IF;
            positions := '{}';
            FOR i IN 1..cardinality(w_kind) LOOP
                IF w_kind[i] = 1 THEN
                    IF v_next IS NULL OR v_owner <> w_owner[i] OR v_collection <> w_collection[i] THEN
                        v_owner := w_owner[i];
                        v_collection := w_collection[i];
                        v_bound := 9223372036854775807;
                        LOOP
                            v_last := NULL;
                            SELECT s.record INTO v_last FROM SCHEMA.record s
                            WHERE s.tenant = p_tenant AND s.owner = v_owner AND s.collection = v_collection
                                AND s.record <= lpad(to_hex(v_bound), 32, '0')::uuid
                            ORDER BY s.record DESC LIMIT 1;
                            v_next := CASE WHEN v_last IS NULL THEN 0 ELSE
                                ('x' || substr(replace(v_last::text, '-', ''), 17))::bit(64)::bigint + 0 END;
                            IF v_last IS NULL THEN EXIT WHEN v_bound >= 4294967295;
                            ELSIF v_bound - v_next >= 4294967296 THEN
                                v_next := v_next + 1;
                                EXIT;
                            END IF;
                            v_bound := v_next - 1;
                            IF v_last IS NULL OR v_bound < 4294967295 THEN RAISE SQLSTATE 'CN003'; END IF;
                        END LOOP;
                    END IF;
                    INSERT INTO SCHEMA.record (tenant, owner, collection, record, revision, value) VALUES
                        (p_tenant, v_owner, v_collection, lpad(to_hex(v_next), 32, '0')::uuid, 1, w_value[i]);
                    positions := positions || v_next;
                    v_next := v_next + 1;
                    CONTINUE;
                END IF;
                -- What is put or deleted may be the last record of the log.
                v_next := NULL;
                IF w_kind[i] = 0 THEN
                    INSERT INTO SCHEMA.record AS s (tenant, owner, collection, record, revision, value) VALUES
                        (p_tenant, w_owner[i], w_collection[i], w_record[i], 1, w_value[i])
                    ON CONFLICT (tenant, owner, collection, record)
                        DO UPDATE SET revision = s.revision + 1, value = excluded.value
                    RETURNING s.revision INTO v_revision;
                ELSE
                    DELETE FROM SCHEMA.record s WHERE s.tenant = p_tenant AND s.owner = w_owner[i]
                        AND s.collection = w_collection[i] AND s.record = w_record[i];
                    v_revision := 2;
                END IF;
                IF v_revision > 1 THEN
                    DELETE FROM SCHEMA.entry x WHERE x.tenant = p_tenant AND x.owner = w_owner[i]
                        AND x.collection = w_collection[i] AND x.record = w_record[i];
                END IF;
                IF w_entries[i] > 0 THEN
                    INSERT INTO SCHEMA.entry
                        (tenant, collection, pseudonym, "time", owner, record, status, generation)
                    SELECT p_tenant, w_collection[i], x.pseudonym, x.at, w_owner[i], w_record[i], x.status, x.generation
                    FROM unnest(
                        x_pseudonym[v_entry:v_entry + w_entries[i] - 1], x_time[v_entry:v_entry + w_entries[i] - 1],
                        x_status[v_entry:v_entry + w_entries[i] - 1], x_generation[v_entry:v_entry + w_entries[i] - 1]
                    ) AS x(pseudonym, at, status, generation)
                    ON CONFLICT DO NOTHING;
                    v_entry := v_entry + w_entries[i];
                END IF;
            END LOOP;
            transaction := pg_current_xact_id_if_assigned();
        END
        $function$
        """
}
#endif
