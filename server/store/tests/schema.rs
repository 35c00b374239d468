//! Two folders of migrations, one schema: tables, columns, types, nullability, keys, references and indices agree.
//! That every statement runs on both is shown by the contract story.

use sqlx::postgres::{PgConnection, PgRow};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};
use std::collections::BTreeSet;
use store::Target;

/// Lines such as "column residents.code TEXT null".
type Facts = BTreeSet<String>;

async fn sqlite_facts(sql: &'static str, raw: &mut SqliteConnection) -> Facts {
    let rows = sqlx::query(sql).fetch_all(raw).await.unwrap();
    rows.iter().map(|row: &SqliteRow| row.get::<String, _>(0)).collect()
}

async fn postgres_facts(sql: &'static str, raw: &mut PgConnection) -> Facts {
    let rows = sqlx::query(sql).fetch_all(raw).await.unwrap();
    rows.iter().map(|row: &PgRow| row.get::<String, _>(0)).collect()
}

const SQLITE_COLUMNS: &str = "SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || \
    CASE WHEN c.\"notnull\" = 1 THEN '' ELSE ' null' END || CASE WHEN c.pk > 0 THEN ' key' || c.pk ELSE '' END \
    FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '_sqlx%'";
const POSTGRES_COLUMNS: &str = "SELECT 'column ' || c.table_name || '.' || c.column_name || ' ' || \
    CASE c.data_type WHEN 'uuid' THEN 'BLOB' WHEN 'bytea' THEN 'BLOB' WHEN 'bigint' THEN 'INTEGER' \
      WHEN 'boolean' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' ELSE c.data_type END || \
    CASE WHEN c.is_nullable = 'NO' THEN '' ELSE ' null' END || COALESCE((SELECT ' key' || k.ordinal_position \
      FROM information_schema.table_constraints t JOIN information_schema.key_column_usage k \
      ON k.constraint_name = t.constraint_name AND k.table_name = t.table_name \
      WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name), '') \
    FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\\_sqlx%'";

const SQLITE_REFERENCES: &str = "SELECT m.name || '.' || f.\"from\" || ' to ' || f.\"table\" || '.' || f.\"to\" \
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
const POSTGRES_REFERENCES: &str = "SELECT k.table_name || '.' || k.column_name || ' to ' || u.table_name || '.' || \
    u.column_name FROM information_schema.referential_constraints r \
    JOIN information_schema.key_column_usage k ON k.constraint_name = r.constraint_name \
    JOIN information_schema.constraint_column_usage u ON u.constraint_name = r.constraint_name";

/// Unique or not, its columns in order, and its name where it was given one.
const SQLITE_INDICES: &str = "SELECT m.name || CASE WHEN i.\"unique\" = 1 THEN ' unique' ELSE '' END || \
    CASE WHEN i.partial = 1 THEN ' partial' ELSE '' END || ' (' || \
    (SELECT group_concat(n, ', ') FROM (SELECT x.name AS n FROM pragma_index_info(i.name) x ORDER BY x.seqno)) || ')' || \
    CASE WHEN i.origin = 'c' THEN ' ' || i.name ELSE '' END \
    FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin <> 'pk' \
    AND m.name NOT LIKE '_sqlx%'";
const POSTGRES_INDICES: &str = "SELECT t.relname || CASE WHEN x.indisunique THEN ' unique' ELSE '' END || \
    CASE WHEN x.indpred IS NOT NULL THEN ' partial' ELSE '' END || ' (' || \
    (SELECT string_agg(a.attname::text, ', ' ORDER BY k.n) FROM unnest(x.indkey) WITH ORDINALITY k (attnum, n) \
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) || ')' || \
    CASE WHEN EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype = 'u') \
      THEN '' ELSE ' ' || i.relname END \
    FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
    JOIN pg_namespace n ON n.oid = t.relnamespace \
    WHERE n.nspname = 'public' AND NOT x.indisprimary AND t.relname NOT LIKE '\\_sqlx%'";

#[tokio::test]
async fn both_schemas_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("werkronde.sqlite");
    let address = crate::cluster::database();
    crate::world::open(&Target::Sqlite(path.clone())).await.close().await;
    crate::world::open(&Target::Postgres(address.clone())).await.close().await;
    let mut file = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path)).await.unwrap();
    let mut server = PgConnection::connect(&address).await.unwrap();

    for (what, at_least, sqlite, postgres) in [
        ("columns", 200, SQLITE_COLUMNS, POSTGRES_COLUMNS),
        ("references", 50, SQLITE_REFERENCES, POSTGRES_REFERENCES),
        ("indices", 30, SQLITE_INDICES, POSTGRES_INDICES),
    ] {
        let (in_file, on_server) =
            (sqlite_facts(sqlite, &mut file).await, postgres_facts(postgres, &mut server).await);
        let only_sqlite: Vec<_> = in_file.difference(&on_server).collect();
        let only_postgres: Vec<_> = on_server.difference(&in_file).collect();
        assert!(
            only_sqlite.is_empty() && only_postgres.is_empty(),
            "{what}: {only_sqlite:#?} {only_postgres:#?}"
        );
        assert!(in_file.len() >= at_least, "{what} were read: {}", in_file.len());
    }
}

/// Records belong to a location. What has none is named here, with its reason.
const WITHOUT_LOCATION: [&str; 8] = [
    "locations",    // is one
    "incarnation",  // of the whole server
    "scopes",       // names its location, fair or session itself
    "person_keys",  // of a person, a location or the server
    "journal_ends", // of a location or the server
    "audit",        // of a location or the server: may be empty
    "tries",        // of whoever tries: they are not known yet
    "jobs",         // of the whole server
];

#[tokio::test]
async fn every_record_carries_its_location() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("werkronde.sqlite");
    crate::world::open(&Target::Sqlite(path.clone())).await.close().await;
    let mut file = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path)).await.unwrap();
    let columns = sqlite_facts(SQLITE_COLUMNS, &mut file).await;
    let tables: BTreeSet<&str> =
        columns.iter().filter_map(|line| line.strip_prefix("column ")?.split('.').next()).collect();
    let without: Vec<&str> = tables
        .iter()
        .copied()
        .filter(|table| {
            // The journal's may be empty (the server's own entries), so only its presence is asked.
            let carries = |line: &String| line.starts_with(&format!("column {table}.location_id BLOB"));
            let may_be_empty = |line: &String| line.ends_with(" null") && *table != "journal";
            !columns.iter().any(|line| carries(line) && !may_be_empty(line))
        })
        .collect();
    let mut expected = WITHOUT_LOCATION;
    expected.sort_unstable();
    assert_eq!(without, expected);
}
