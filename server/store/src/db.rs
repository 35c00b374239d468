//! Two databases behind one transaction. Each SQL text is written once, with `$1`, and runs on both.

use crate::held::Held;
use crate::row::{Arg, Record, Row};
use crate::vault::Vault;
use crate::{Store, StoreError};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The pools. SQLite takes one writer at a time, so waiting happens in the writer pool and not in the file's lock.
#[derive(Clone)]
pub(crate) enum Db {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction. Dropped without [`Tx::commit`] it leaves nothing behind.
pub struct Tx {
    pub(crate) inner: Inner,
    pub(crate) vault: Arc<Vault>,
    pub(crate) held: Held,
    /// Of its store: statements so far.
    pub(crate) asked: Arc<AtomicU64>,
}

/// A statement; the texts differ only by a lock that SQLite does not need, since it has one writer, and by how a list
/// is taken apart.
#[derive(Clone, Copy)]
pub(crate) struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    pub const fn new(sqlite: &'static str, postgres: &'static str) -> Sql {
        Sql { sqlite, postgres }
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Sql {
        Sql::new(text, text)
    }
}

/// A SELECT that holds its rows until the transaction ends. `NO KEY`: rows that refer to these may still be
/// written meanwhile, so that a foreign key never waits for, or closes a circle with, this lock.
macro_rules! locking {
    ($($part:expr),+ $(,)?) => {
        $crate::db::Sql::new(concat!($($part),+), concat!($($part),+, " FOR NO KEY UPDATE"))
    };
}
pub(crate) use locking;

macro_rules! bound {
    ($text:expr, $args:expr) => {{
        let mut query = sqlx::query($text);
        for arg in $args.iter().cloned() {
            query = match arg {
                Arg::Id(id) => query.bind(id),
                Arg::Text(text) => query.bind(text),
                Arg::Int(number) => query.bind(number),
                Arg::Bool(truth) => query.bind(truth),
                Arg::Bytes(bytes) => query.bind(bytes.map(std::borrow::Cow::into_owned)),
            };
        }
        query
    }};
}

impl Store {
    /// The first row of an answer to a question that needs no transaction.
    pub(crate) async fn row(&self, sql: &'static str, args: &[Arg<'_>]) -> Result<Option<Row>, StoreError> {
        debug_assert_eq!(places(sql), args.len(), "every $n is bound once: {sql}");
        self.asked.fetch_add(1, Ordering::Relaxed);
        Ok(match &self.db {
            Db::Sqlite { readers, .. } => bound!(sql, args).fetch_optional(readers).await?.map(Row::Sqlite),
            Db::Postgres(pool) => bound!(sql, args).fetch_optional(pool).await?.map(Row::Postgres),
        })
    }
}

impl Tx {
    /// Makes everything that this transaction wrote stand.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.write_held().await?;
        self.count();
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Marks a place to which [`Tx::undo_to_savepoint`] goes back; one at a time.
    pub async fn savepoint(&mut self) -> Result<(), StoreError> {
        self.write_held().await?;
        self.run("SAVEPOINT command", &[]).await.map(drop)
    }

    /// Keeps what was written since the savepoint.
    pub async fn release_savepoint(&mut self) -> Result<(), StoreError> {
        self.run("RELEASE SAVEPOINT command", &[]).await.map(drop)
    }

    /// Drops what was written since the savepoint; the transaction goes on, also after a refused statement.
    pub async fn undo_to_savepoint(&mut self) -> Result<(), StoreError> {
        // What was read and counted since may be undone.
        self.held = Held::default();
        self.run("ROLLBACK TO SAVEPOINT command", &[]).await?;
        self.release_savepoint().await
    }

    /// Every record of the answer. The caller's SQL bounds the number.
    pub(crate) async fn all<T: Record>(
        &mut self,
        sql: impl Into<Sql>,
        args: &[Arg<'_>],
    ) -> Result<Vec<T>, StoreError> {
        self.rows(sql, args).await?.iter().map(T::read).collect()
    }

    /// The first record of the answer.
    pub(crate) async fn one<T: Record>(
        &mut self,
        sql: impl Into<Sql>,
        args: &[Arg<'_>],
    ) -> Result<Option<T>, StoreError> {
        self.row(sql, args).await?.as_ref().map(T::read).transpose()
    }

    pub(crate) async fn row(
        &mut self,
        sql: impl Into<Sql>,
        args: &[Arg<'_>],
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    pub(crate) async fn rows(
        &mut self,
        sql: impl Into<Sql>,
        args: &[Arg<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let sql = sql.into();
        self.count();
        debug_assert_eq!(places(sql.sqlite), args.len(), "every $n is bound once: {}", sql.sqlite);
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => {
                let rows = bound!(sql.sqlite, args).fetch_all(&mut **tx).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Inner::Postgres(tx) => {
                let rows = bound!(sql.postgres, args).fetch_all(&mut **tx).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// Runs a write; the number of rows that it touched.
    pub(crate) async fn run(&mut self, sql: impl Into<Sql>, args: &[Arg<'_>]) -> Result<u64, StoreError> {
        let sql = sql.into();
        self.count();
        debug_assert_eq!(places(sql.sqlite), args.len(), "every $n is bound once: {}", sql.sqlite);
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => bound!(sql.sqlite, args).execute(&mut **tx).await?.rows_affected(),
            Inner::Postgres(tx) => bound!(sql.postgres, args).execute(&mut **tx).await?.rows_affected(),
        })
    }

    fn count(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// Runs a conditional write; whether its condition held.
    pub(crate) async fn did(&mut self, sql: impl Into<Sql>, args: &[Arg<'_>]) -> Result<bool, StoreError> {
        Ok(self.run(sql, args).await? > 0)
    }
}

/// The highest `$n` of a statement: SQLite reads a place that was not bound as NULL, without a word.
fn places(sql: &str) -> usize {
    let after = sql.split('$').skip(1);
    let number = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().unwrap_or(0)
    };
    after.map(number).max().unwrap_or(0)
}
