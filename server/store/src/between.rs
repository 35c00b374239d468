//! Short words between the server processes on one PostgreSQL (NOTIFY and LISTEN). SQLite has one process: there nobody
//! speaks and nobody listens. A word may be lost, so what it tells must also be found by asking.

use crate::db::Db;
use crate::store::WAIT;
use crate::{Store, StoreError};
use sqlx::postgres::{PgListener, PgPoolOptions};

const CHANNEL: &str = "werkronde";
/// Longest word in bytes: PostgreSQL takes less than 8,000.
pub const WORD_MAX: usize = 7_999;

/// Hears what every process says, its own words too. It has a connection of its own.
pub struct Ear(PgListener);

/// Listens from now on. None: nobody speaks here.
pub async fn listen(store: &Store) -> Result<Option<Ear>, StoreError> {
    let Db::Postgres(pool) = &store.db else { return Ok(None) };
    let options = (*pool.connect_options()).clone();
    let own = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await?;
    let mut listener = PgListener::connect_with(&own).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(Some(Ear(listener)))
}

/// Says a word at once. Never inside a command's transaction: there a NOTIFY takes a lock of the whole database until
/// the commit.
pub async fn say(store: &Store, word: &str) -> Result<(), StoreError> {
    let Db::Postgres(pool) = &store.db else { return Ok(()) };
    sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(word).execute(pool).await?;
    Ok(())
}

/// The next word. None: the line broke, words may have been missed, and one listens anew.
pub async fn hear(ear: &mut Ear) -> Option<String> {
    let heard = ear.0.try_recv().await.ok().flatten()?;
    Some(heard.payload().to_owned())
}
