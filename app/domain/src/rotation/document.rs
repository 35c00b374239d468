//! Reading a JSON document so that every refusal names its place: `employers[3].tables[0].open`.
//! A thin serde deserializer over a parsed value that puts the path in front of an error.

use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

/// Why a document is refused, and where. `path` is empty for the document as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
    pub problem: Problem,
}

/// What is wrong with that place. Ids in it come from the document itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("not JSON: line {line}, column {column}")]
    NotJson { line: u64, column: u64 },
    /// A missing or unknown field, a wrong type, a value outside its range (serde's own words).
    #[error("{0}")]
    Shape(String),
    #[error("duplicate id {0:?}")]
    DuplicateId(String),
    #[error("unknown {what} {id:?}")]
    Unknown { what: &'static str, id: String },
    #[error("rounds must be in order and not overlap")]
    RoundOrder,
    #[error("min_meetings is more than max_meetings")]
    PromiseAboveCap,
    #[error("min_meetings is more than a day holds")]
    PromiseAboveDay,
    #[error("duplicate pair {party:?}/{employer:?}")]
    DuplicatePair { party: String, employer: String },
    #[error("level {0:?} is named twice")]
    DuplicateLevel(String),
    #[error("the history contradicts itself: {0}")]
    History(String),
}

impl Fault {
    pub(crate) fn at(path: impl Into<String>, problem: Problem) -> Fault {
        Fault { path: path.into(), problem }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{}", self.problem)
        } else {
            write!(f, "{}: {}", self.path, self.problem)
        }
    }
}

impl std::error::Error for Fault {}

/// JSON text into a document type.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let value: Value = serde_json::from_str(text).map_err(|e| {
        let problem = Problem::NotJson { line: e.line() as u64, column: e.column() as u64 };
        Fault::at("", problem)
    })?;
    T::deserialize(Located(&value)).map_err(|e| Fault::at(e.path, Problem::Shape(e.message)))
}

#[derive(Debug)]
struct Misfit {
    path: String,
    message: String,
}

impl Misfit {
    fn below(mut self, parent: &str) -> Misfit {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{parent}{joint}{}", self.path);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Misfit {
        Misfit { path: String::new(), message: message.to_string() }
    }
}

struct Located<'a>(&'a Value);

impl<'de> Deserializer<'de> for Located<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(*b),
            Value::Number(n) => n.deserialize_any(visitor).map_err(de::Error::custom),
            Value::String(s) => visitor.visit_borrowed_str(s),
            Value::Array(items) => visitor.visit_seq(Items(items.iter().enumerate(), items.len())),
            Value::Object(map) => visitor.visit_map(Fields(map.iter(), None)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.0.deserialize_enum(name, variants, visitor).map_err(de::Error::custom)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a>(std::iter::Enumerate<std::slice::Iter<'a, Value>>, usize);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some((index, value)) = self.0.next() else {
            return Ok(None);
        };
        seed.deserialize(Located(value)).map(Some).map_err(|e| e.below(&format!("[{index}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.1)
    }
}

struct Fields<'a>(serde_json::map::Iter<'a>, Option<(&'a str, &'a Value)>);

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.0.next() else {
            return Ok(None);
        };
        self.1 = Some((key, value));
        seed.deserialize(key.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        match self.1.take() {
            Some((key, value)) => seed.deserialize(Located(value)).map_err(|e| e.below(key)),
            None => Err(de::Error::custom("a value without its name")),
        }
    }
}

/// For optional fields: absent is None, `null` is refused (the schema knows no null).
pub(super) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: de::Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}
