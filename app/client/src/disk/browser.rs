//! The stores in the browser's own database, and what each call does to them. Content is locked; ids, numbers, digests
//! and what the server sealed lie open, so that one transaction can take the next number in a log.

use super::NotKept;
use super::base::{Change, answer, open};
use super::lock::Lock;
use domain::ids::CommandId;
use js_sys::{Array, Uint8Array};
use sync::Outcome;
use sync::log::{Digest, LogEnd, Maker};
use sync::outbox::{ARCHIVE_MS, Archived, HELD_MAX, Kept, OFFER, Offered, Refused, Settle};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore};

const NAME: &str = "werkronde";
const VERSION: u32 = 1;
/// The device's key, under "device".
const KEYS: &str = "keys";
/// Where each maker's log ends, under the maker.
const ENDS: &str = "ends";
/// Commands without an answer, under maker and number: id, end before, digest, locked bytes.
const ROWS: &str = "rows";
/// Refused commands, under their id: maker, rejection, locked bytes.
const REFUSED: &str = "refused";
/// Acknowledged commands, under their id: the database that knows it, when, sealed bytes.
const ARCHIVE: &str = "archive";
/// Texts under a name: who is signed in, the screens of the day.
const TEXTS: &str = "texts";
const STORES: &[&str] = &[KEYS, ENDS, ROWS, REFUSED, ARCHIVE, TEXTS];
/// Beside the makers: the database that knows the whole archive.
const ALL_KNOWN_TO: &str = "archive";

/// The text that is written to see whether there is room, and how long it is: a day's work of a tablet.
const ROOM: &str = "room";
const ROOM_BYTES: u32 = 512 * 1024;

/// One device's storage in the browser.
pub struct Browser {
    base: IdbDatabase,
    lock: Lock,
}

impl Browser {
    /// Err: the browser offers no storage or no lock.
    pub async fn open() -> Result<Browser, JsValue> {
        let base = open(NAME, VERSION, STORES).await?;
        // Drawn before the transaction, which waits for nothing but its own requests; of two tabs one key stays.
        let drawn = Lock::new_key().await?;
        let change = Change::strict(&base, &[KEYS])?;
        let keys = change.store(KEYS)?;
        let kept = answer(&keys.get(&"device".into())?).await?;
        let key = if kept.is_undefined() {
            keys.put_with_key(&drawn, &"device".into())?;
            drawn
        } else {
            kept.dyn_into()?
        };
        change.done().await?;
        Ok(Browser { lock: Lock::with(key)?, base })
    }

    /// Err: the storage takes nothing more, or nothing at all. Found out by writing, before someone relies on it.
    pub async fn has_room(&self) -> Result<(), JsValue> {
        let change = Change::strict(&self.base, &[TEXTS])?;
        change.store(TEXTS)?.put_with_key(&Uint8Array::new_with_length(ROOM_BYTES), &ROOM.into())?;
        change.done().await?;
        let change = Change::strict(&self.base, &[TEXTS])?;
        change.store(TEXTS)?.delete(&ROOM.into())?;
        change.done().await
    }

    /// Commands of every maker that have no answer.
    pub async fn held(&self) -> Result<usize, NotKept> {
        let change = Change::read(&self.base, &[ROWS])?;
        Ok(count(&change.store(ROWS)?).await?)
    }

    /// Adds a command to its maker's log; `fresh` names a log that begins.
    pub async fn keep(&self, maker: &Maker, id: CommandId, bytes: &str, fresh: Uuid) -> Result<(), NotKept> {
        let digest = Digest::of(bytes);
        let locked = self.lock.lock(bytes).await?;
        let change = Change::strict(&self.base, &[ENDS, ROWS, REFUSED])?;
        let (ends, rows) = (change.store(ENDS)?, change.store(ROWS)?);
        let held = count(&rows).await? + count(&change.store(REFUSED)?).await?;
        if held >= HELD_MAX {
            change.undo();
            return Err(NotKept::Full);
        }
        let before = end_of(&ends, maker).await?.unwrap_or(LogEnd::empty(fresh));
        let end = before.then(&digest);
        rows.put_with_key(&row(id, &before, &digest, &locked), &place(maker, end.seq))?;
        ends.put_with_key(&json(&end)?, &maker.0.as_str().into())?;
        Ok(change.done().await?)
    }

    pub async fn rows(&self, maker: &Maker, limit: usize) -> Result<Vec<Kept>, NotKept> {
        let change = Change::read(&self.base, &[ROWS])?;
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let rows = change.store(ROWS)?.get_all_with_key_and_limit(&all_of(maker)?, limit)?;
        let rows = Array::from(&answer(&rows).await?);
        let mut kept = Vec::new();
        for row in rows.iter() {
            let row = Array::from(&row);
            let bytes = self.lock.unlock(&row.get(3)).await?;
            let before = from_json(&row.get(1))?;
            kept.push(Kept { id: read(&row.get(0))?, maker: maker.clone(), before, bytes });
        }
        Ok(kept)
    }

    pub async fn settle(&self, settle: &Settle, now_ms: i64) -> Result<(), NotKept> {
        let Some(maker) = settle.answers.first().map(|one| one.row.maker.clone()) else { return Ok(()) };
        let change = Change::strict(&self.base, &[ROWS, REFUSED, ARCHIVE])?;
        let (rows, refused, archive) = (change.store(ROWS)?, change.store(REFUSED)?, change.store(ARCHIVE)?);
        // By its id: another tab may have given the log a new name meanwhile.
        let keys = Array::from(&answer(&rows.get_all_keys_with_key(&all_of(&maker)?)?).await?);
        let values = Array::from(&answer(&rows.get_all_with_key(&all_of(&maker)?)?).await?);
        for one in &settle.answers {
            let id = JsValue::from(one.row.id.to_string());
            let at = (0..values.length()).find(|at| Array::from(&values.get(*at)).get(0) == id);
            let Some(at) = at else { continue };
            rows.delete(&keys.get(at))?;
            match (one.answer.outcome, &one.answer.sealed) {
                (Outcome::Rejected(rejection), _) => {
                    let locked = Array::from(&values.get(at)).get(3);
                    let entry = Array::of3(&maker.0.as_str().into(), &json(&rejection)?, &locked);
                    refused.put_with_key(&entry, &id)?;
                }
                (_, Some(sealed)) => {
                    archive.put_with_key(&archived(settle.incarnation, now_ms, sealed), &id)?;
                }
                (_, None) => {}
            }
        }
        archive.delete(&IdbKeyRange::upper_bound(&oldest(now_ms - ARCHIVE_MS).into())?.into())?;
        Ok(change.done().await?)
    }

    pub async fn begin_anew(&self, maker: &Maker, fresh: Uuid) -> Result<(), NotKept> {
        let change = Change::strict(&self.base, &[ENDS, ROWS])?;
        let (ends, rows) = (change.store(ENDS)?, change.store(ROWS)?);
        let waiting = Array::from(&answer(&rows.get_all_with_key(&all_of(maker)?)?).await?);
        rows.delete(&all_of(maker)?)?;
        let mut end = LogEnd::empty(fresh);
        for waits in waiting.iter() {
            let waits = Array::from(&waits);
            let digest: Digest = read(&waits.get(2))?;
            waits.set(1, json(&end)?);
            end = end.then(&digest);
            rows.put_with_key(&waits, &place(maker, end.seq))?;
        }
        ends.put_with_key(&json(&end)?, &maker.0.as_str().into())?;
        Ok(change.done().await?)
    }

    pub async fn refused(&self, maker: &Maker) -> Result<Vec<Refused>, NotKept> {
        let change = Change::read(&self.base, &[REFUSED])?;
        let store = change.store(REFUSED)?;
        let keys = Array::from(&answer(&store.get_all_keys()?).await?);
        let values = Array::from(&answer(&store.get_all()?).await?);
        let mut refused = Vec::new();
        for (key, value) in keys.iter().zip(values.iter()) {
            let value = Array::from(&value);
            if value.get(0) != maker.0.as_str() {
                continue;
            }
            let bytes = self.lock.unlock(&value.get(2)).await?;
            let rejection = from_json(&value.get(1))?;
            refused.push(Refused { id: read(&key)?, maker: maker.clone(), bytes, rejection });
        }
        Ok(refused)
    }

    pub async fn dismiss(&self, id: CommandId) -> Result<(), NotKept> {
        let change = Change::strict(&self.base, &[REFUSED])?;
        change.store(REFUSED)?.delete(&id.to_string().into())?;
        Ok(change.done().await?)
    }

    pub async fn archived(&self, incarnation: Uuid) -> Result<Vec<Archived>, NotKept> {
        let change = Change::strict(&self.base, &[ENDS, ARCHIVE])?;
        let (ends, store) = (change.store(ENDS)?, change.store(ARCHIVE)?);
        let known_to = JsValue::from(incarnation.to_string());
        if answer(&ends.get(&ALL_KNOWN_TO.into())?).await? == known_to {
            return Ok(vec![]);
        }
        // Ids sort by the time at which they were made, so this is the order in which things happened.
        let keys = Array::from(&answer(&store.get_all_keys()?).await?);
        let values = Array::from(&answer(&store.get_all()?).await?);
        let mut found = Vec::new();
        for (key, value) in keys.iter().zip(values.iter()) {
            let value = Array::from(&value);
            if value.get(0) == known_to || found.len() >= OFFER {
                continue;
            }
            found.push(Archived {
                id: read(&key)?,
                known_to: read(&value.get(0))?,
                at_ms: value.get(1).as_f64().unwrap_or_default() as i64,
                sealed: value.get(2).as_string().unwrap_or_default(),
            });
        }
        if found.is_empty() {
            ends.put_with_key(&known_to, &ALL_KNOWN_TO.into())?;
        }
        change.done().await?;
        Ok(found)
    }

    pub async fn offered(&self, incarnation: Uuid, said: &[(CommandId, Offered)]) -> Result<(), NotKept> {
        let change = Change::strict(&self.base, &[ARCHIVE])?;
        let store = change.store(ARCHIVE)?;
        for (id, offered) in said {
            let key = JsValue::from(id.to_string());
            match offered {
                Offered::Known => {
                    let kept = answer(&store.get(&key)?).await?;
                    if let Some(kept) = kept.dyn_ref::<Array>() {
                        kept.set(0, incarnation.to_string().into());
                        store.put_with_key(kept, &key)?;
                    }
                }
                Offered::Unreadable => {
                    store.delete(&key)?;
                }
                Offered::Later => {}
            }
        }
        Ok(change.done().await?)
    }

    pub async fn remember(&self, name: &str, text: &str) -> Result<(), NotKept> {
        let locked = self.lock.lock(text).await?;
        let change = Change::strict(&self.base, &[TEXTS])?;
        change.store(TEXTS)?.put_with_key(&locked, &name.into())?;
        Ok(change.done().await?)
    }

    pub async fn recall(&self, name: &str) -> Result<Option<String>, NotKept> {
        let change = Change::read(&self.base, &[TEXTS])?;
        let locked = answer(&change.store(TEXTS)?.get(&name.into())?).await?;
        if locked.is_undefined() {
            return Ok(None);
        }
        Ok(Some(self.lock.unlock(&locked).await?))
    }

    pub async fn forget(&self) -> Result<(), NotKept> {
        let change = Change::strict(&self.base, &[TEXTS])?;
        change.store(TEXTS)?.clear()?;
        Ok(change.done().await?)
    }
}

async fn count(store: &IdbObjectStore) -> Result<usize, JsValue> {
    Ok(answer(&store.count()?).await?.as_f64().unwrap_or_default() as usize)
}

async fn end_of(ends: &IdbObjectStore, maker: &Maker) -> Result<Option<LogEnd>, JsValue> {
    let kept = answer(&ends.get(&maker.0.as_str().into())?).await?;
    if kept.is_undefined() { Ok(None) } else { from_json(&kept).map(Some) }
}

fn row(id: CommandId, before: &LogEnd, digest: &Digest, locked: &JsValue) -> Array {
    let before = json(before).unwrap_or(JsValue::NULL);
    Array::of4(&id.to_string().into(), &before, &digest.to_string().into(), locked)
}

fn archived(known_to: Uuid, now_ms: i64, sealed: &str) -> Array {
    Array::of3(&known_to.to_string().into(), &(now_ms as f64).into(), &sealed.into())
}

fn place(maker: &Maker, seq: u64) -> JsValue {
    Array::of2(&maker.0.as_str().into(), &(seq as f64).into()).into()
}

fn all_of(maker: &Maker) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&place(maker, 0), &place(maker, u64::MAX)).map(JsValue::from)
}

/// Sorts before every id that was made later than this.
fn oldest(made_ms: i64) -> String {
    let hex = format!("{:012x}", made_ms.max(0));
    let (high, low) = hex.split_at(8);
    format!("{high}-{low}-0000-0000-000000000000")
}

fn json<T: serde::Serialize>(value: &T) -> Result<JsValue, JsValue> {
    serde_json::to_string(value).map(JsValue::from).map_err(|_| JsValue::NULL)
}

fn from_json<T: serde::de::DeserializeOwned>(text: &JsValue) -> Result<T, JsValue> {
    let text = text.as_string().ok_or(JsValue::NULL)?;
    serde_json::from_str(&text).map_err(|_| JsValue::NULL)
}

fn read<T: std::str::FromStr>(text: &JsValue) -> Result<T, JsValue> {
    text.as_string().and_then(|text| text.parse().ok()).ok_or(JsValue::NULL)
}
