//! Staff accounts. The name to sign in with is one for the whole server and kept in small letters.

use crate::db::locking;
use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{AccountId, LocationId};
use domain::people::Roles;

macro_rules! columns {
    () => {
        "id, location_id, name, login_name, roles, password_hash, active, created_ms"
    };
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub location: LocationId,
    pub name: String,
    pub login_name: String,
    pub roles: Roles,
    /// As argon2 writes it; None until a password was chosen.
    pub password_hash: Option<String>,
    pub active: bool,
    pub created_ms: i64,
}

impl Record for Account {
    fn read(row: &Row) -> Result<Account, StoreError> {
        Ok(Account {
            id: AccountId(row.get("id")?),
            location: LocationId(row.get("location_id")?),
            name: row.get("name")?,
            login_name: row.get("login_name")?,
            roles: Roles::from_words(row.get("roles")?),
            password_hash: row.get("password_hash")?,
            active: row.get("active")?,
            created_ms: row.get("created_ms")?,
        })
    }
}

/// [`StoreError::Taken`] when the login name, small or capital, is someone else's.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    const SQL: &str =
        concat!("INSERT INTO accounts (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let Account { id, location, name, login_name, roles, password_hash, active, created_ms } = account;
    let login_name = login_name.to_lowercase();
    let values =
        args![*id, *location, name, login_name, roles.to_words(), password_hash, *active, *created_ms];
    tx.run(SQL, values).await.map(drop)
}

pub async fn get(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, StoreError> {
    tx.one(concat!("SELECT ", columns!(), " FROM accounts WHERE id = $1"), args![id]).await
}

/// Holds the account until the transaction ends.
pub async fn lock(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, StoreError> {
    tx.one(locking!("SELECT ", columns!(), " FROM accounts WHERE id = $1"), args![id]).await
}

/// Takes capitals too.
pub async fn by_login_name(tx: &mut Tx, login_name: &str) -> Result<Option<Account>, StoreError> {
    const SQL: &str = concat!("SELECT ", columns!(), " FROM accounts WHERE login_name = $1");
    tx.one(SQL, args![login_name.to_lowercase()]).await
}

/// By name.
pub async fn of_location(tx: &mut Tx, location: LocationId) -> Result<Vec<Account>, StoreError> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM accounts WHERE location_id = $1 ORDER BY name, id");
    tx.all(SQL, args![location]).await
}

pub async fn set_active(tx: &mut Tx, id: AccountId, active: bool) -> Result<(), StoreError> {
    tx.run("UPDATE accounts SET active = $2 WHERE id = $1", args![id, active]).await.map(drop)
}

/// None: no password opens it until one is chosen.
pub async fn set_password_hash(tx: &mut Tx, id: AccountId, hash: Option<&str>) -> Result<(), StoreError> {
    tx.run("UPDATE accounts SET password_hash = $2 WHERE id = $1", args![id, hash]).await.map(drop)
}

/// Accounts of the whole server, active or not.
pub async fn count(tx: &mut Tx) -> Result<u64, StoreError> {
    let row = tx.row("SELECT COUNT(*) AS n FROM accounts", args![]).await?;
    row.map_or(Ok(0), |row| row.number("n"))
}
