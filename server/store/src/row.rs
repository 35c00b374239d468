//! Values on their way in and out, the same for both databases. Unsigned numbers are kept as signed 64-bit ones.

use crate::StoreError;
use domain::ids::*;
use domain::lang::Lang;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::postgres::{PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteRow};
use sqlx::{Decode, Row as _, Type};
use std::borrow::Cow;
use uuid::Uuid;

/// One bound value. Each variant can be NULL, because PostgreSQL wants to know the type of a NULL too.
#[derive(Clone)]
pub(crate) enum Arg<'a> {
    Id(Option<Uuid>),
    Text(Option<Cow<'a, str>>),
    Int(Option<i64>),
    Bool(bool),
    Bytes(Option<Cow<'a, [u8]>>),
}

/// The bound values of a statement, in the order of `$1`, `$2`, …
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::row::Arg::from($value)),*] };
}
pub(crate) use args;

macro_rules! ids_are_args {
    ($($id:ident)*) => {$(
        impl From<$id> for Arg<'_> {
            fn from(id: $id) -> Self { Arg::Id(Some(id.0)) }
        }
        impl From<Option<$id>> for Arg<'_> {
            fn from(id: Option<$id>) -> Self { Arg::Id(id.map(|id| id.0)) }
        }
    )*};
}
ids_are_args! {
    LocationId AccountId InviteId LoginId ResidentId EmployerId VacancyId FairId SessionId PartyId TableId
    InterpreterId SignUpId GroupId PlanId DeviceId SheetId FollowUpId CandidacyId CommandId ImportId
    QuestionId TimeId RecordingId PictureId
}

macro_rules! args_from {
    ($($from:ty, $value:ident => $arg:expr;)*) => {$(
        impl<'a> From<$from> for Arg<'a> {
            fn from($value: $from) -> Self { $arg }
        }
    )*};
}
args_from! {
    Uuid, id => Arg::Id(Some(id));
    &'a str, text => Arg::Text(Some(Cow::Borrowed(text)));
    &'a String, text => Arg::Text(Some(Cow::Borrowed(text)));
    String, text => Arg::Text(Some(Cow::Owned(text)));
    Option<&'a str>, text => Arg::Text(text.map(Cow::Borrowed));
    &'a Option<String>, text => Arg::Text(text.as_deref().map(Cow::Borrowed));
    i64, number => Arg::Int(Some(number));
    Option<i64>, number => Arg::Int(number);
    u32, number => Arg::Int(Some(number.into()));
    Option<u16>, number => Arg::Int(number.map(Into::into));
    bool, truth => Arg::Bool(truth);
    &'a [u8], bytes => Arg::Bytes(Some(Cow::Borrowed(bytes)));
    &'a Vec<u8>, bytes => Arg::Bytes(Some(Cow::Borrowed(bytes)));
}

/// A list or a tagged value as JSON text.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt("a value that JSON cannot hold"))
}

/// "nl ti", as stored.
pub(crate) fn lang_tags(langs: &[Lang]) -> String {
    langs.iter().map(|lang| lang.tag()).collect::<Vec<_>>().join(" ")
}

/// One row of an answer.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A value that both databases can give.
pub(crate) trait Value<'r>:
    Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>
{
}
impl<'r, T> Value<'r> for T where T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres> {}

/// What can be read from a row.
pub(crate) trait Record: Sized {
    fn read(row: &Row) -> Result<Self, StoreError>;
}

impl Row {
    /// An id, a text, a signed number, a truth, bytes, or an `Option` of these.
    pub fn get<'r, T: Value<'r>>(&'r self, column: &'static str) -> Result<T, StoreError> {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(column)?,
            Row::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A number that was unsigned when it was written.
    pub fn number<N: TryFrom<i64>>(&self, column: &'static str) -> Result<N, StoreError> {
        N::try_from(self.get::<i64>(column)?).map_err(|_| StoreError::Corrupt(column))
    }

    pub fn number_opt<N: TryFrom<i64>>(&self, column: &'static str) -> Result<Option<N>, StoreError> {
        let number = self.get::<Option<i64>>(column)?;
        number.map(N::try_from).transpose().map_err(|_| StoreError::Corrupt(column))
    }

    /// One of a fixed set of words.
    pub fn word<T>(&self, column: &'static str, parse: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        parse(self.get::<&str>(column)?).ok_or(StoreError::Corrupt(column))
    }

    pub fn word_opt<T>(
        &self,
        column: &'static str,
        parse: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let Some(word) = self.get::<Option<&str>>(column)? else { return Ok(None) };
        parse(word).map(Some).ok_or(StoreError::Corrupt(column))
    }

    pub fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(self.get::<&str>(column)?).map_err(|_| StoreError::Corrupt(column))
    }

    /// Reads [`lang_tags`] back.
    pub fn langs(&self, column: &'static str) -> Result<Vec<Lang>, StoreError> {
        let tags = self.get::<&str>(column)?.split_whitespace();
        tags.map(|tag| tag.parse().map_err(|_| StoreError::Corrupt(column))).collect()
    }
}
