//! The version of each scope: one counter per scope, raised last in the transaction that changed something in it.

use crate::db::Sql;
use crate::row::{args, json};
use crate::{StoreError, Tx};
use sync::Scope;

/// The new version. Holds the scope until the transaction ends, so raise several in ascending order.
pub async fn raise(tx: &mut Tx, scope: Scope) -> Result<u64, StoreError> {
    const SQL: &str = "INSERT INTO scopes (scope, version) VALUES ($1, 1) \
                       ON CONFLICT (scope) DO UPDATE SET version = scopes.version + 1 RETURNING version AS n";
    tx.row(SQL, args![scope.to_string()]).await?.ok_or(StoreError::Corrupt("scopes"))?.number("n")
}

/// 0 when nothing ever happened in it.
pub async fn version(tx: &mut Tx, scope: Scope) -> Result<u64, StoreError> {
    let row = tx.row("SELECT version AS n FROM scopes WHERE scope = $1", args![scope.to_string()]).await?;
    row.map_or(Ok(0), |row| row.number("n"))
}

/// Those of these that anything happened in, with their versions; in one question, for who asks again and again.
pub async fn versions(tx: &mut Tx, wanted: &[Scope]) -> Result<Vec<(Scope, u64)>, StoreError> {
    const SQL: Sql = Sql::new(
        "SELECT scope, version FROM scopes WHERE scope IN (SELECT value FROM json_each($1))",
        "SELECT scope, version FROM scopes WHERE scope IN (SELECT json_array_elements_text($1::json))",
    );
    let rows = tx.rows(SQL, args![json(&wanted)?]).await?;
    let read = |row: &crate::row::Row| {
        let scope = row.get::<&str>("scope")?.parse().map_err(|_| StoreError::Corrupt("scopes"))?;
        Ok((scope, row.number("version")?))
    };
    rows.iter().map(read).collect()
}
