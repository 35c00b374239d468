//! What a device says of itself beside its commands: how much waits on it, and the file by which unsent work can travel
//! when its network is dead.

use crate::log::Digest;
use crate::outbox::Kept;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a paired device reports now and then: counts and a build, nothing of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Commands without an answer.
    pub unsent: u32,
    /// Refused commands that nobody has looked at.
    pub attention: u32,
    pub keeps: Keeping,
    /// Which build runs there; None where the page does not know.
    pub build: Option<String>,
}

/// Whether a device keeps what is tapped on it when its page is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// The browser promised not to clear it away.
    Lasts,
    /// Until the browser runs out of space.
    MayGo,
    Nothing,
}

impl Keeping {
    pub const ALL: &'static [Keeping] = &[Keeping::Lasts, Keeping::MayGo, Keeping::Nothing];

    /// The word in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Keeping::Lasts => "lasts",
            Keeping::MayGo => "may_go",
            Keeping::Nothing => "nothing",
        }
    }

    /// Reads [`Keeping::as_str`] back.
    pub fn parse(word: &str) -> Option<Keeping> {
        Keeping::ALL.iter().copied().find(|one| one.as_str() == word)
    }
}

/// What a login needs to send by file. The key locks the file; the pass is the same key with the login's name on it,
/// sealed by the server for itself. So a file proves who made it, and whoever finds one reads nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// 32 bytes for AES-GCM, written as a digest is.
    pub key: Digest,
    pub pass: String,
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass(hidden)")
    }
}

/// What became of a file that was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Stands at the server, now or already.
    pub taken: u32,
    pub refused: u32,
    /// Pushes that do not follow what the server knows of the device: they wait on it for its own network.
    pub left: u32,
}

/// Largest file, in bytes. A device with more makes one of the oldest that fit.
pub const FILE_MAX: usize = 5_000_000;
/// How long a pass opens, in milliseconds: as long as a device keeps what was acknowledged.
pub const PASS_MS: i64 = crate::outbox::ARCHIVE_MS;

const HEAD: &str = "werkronde unsent 1\n";

/// What stands before the locked bytes of a file.
pub fn file_head(pass: &str) -> String {
    format!("{HEAD}{pass}\n")
}

/// The pass and the locked bytes of a file. None: no such file.
pub fn read_file(file: &[u8]) -> Option<(&str, &[u8])> {
    let rest = file.strip_prefix(HEAD.as_bytes())?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (pass, locked) = rest.split_at_checked(end)?;
    Some((std::str::from_utf8(pass).ok()?, locked.get(1..)?))
}

/// What is locked in a file: a push on each line, with the commands byte for byte, as many of the oldest as fit in
/// `bytes_max`; and how many commands that are.
pub fn file_text(rows: &[Kept], bytes_max: usize) -> (String, u32) {
    let (mut text, mut count, mut rest) = (String::new(), 0, rows);
    while let Some(first) = rest.first() {
        let mut end = first.before;
        let one_log = rest.iter().take_while(|row| {
            let follows = row.before == end;
            end = row.end();
            follows
        });
        let batch = crate::outbox::Batch::of(one_log.cloned());
        let body = batch.body().unwrap_or_default();
        if text.len() + body.len() >= bytes_max {
            break;
        }
        text.push_str(&body);
        text.push('\n');
        count += u32::try_from(batch.rows.len()).unwrap_or(u32::MAX);
        rest = rest.get(batch.rows.len()..).unwrap_or_default();
    }
    (text, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{LogEnd, Maker};
    use crate::outbox::BATCH;
    use domain::ids::CommandId;
    use uuid::Uuid;

    fn rows(log: u128, n: usize) -> Vec<Kept> {
        let mut end = LogEnd::empty(Uuid::from_u128(log));
        let mut row = |at: usize| {
            let (id, maker) = (CommandId(Uuid::from_u128(at as u128)), Maker("staff:1".into()));
            let row = Kept { id, maker, before: end, bytes: format!(r#"{{"n":{at}}}"#) };
            end = row.end();
            row
        };
        (0..n).map(&mut row).collect()
    }

    #[test]
    fn a_file_holds_each_command_once_in_pushes_that_follow_each_other() {
        let all: Vec<_> = rows(1, BATCH + 1).into_iter().chain(rows(2, 2)).collect();
        let (text, count) = file_text(&all, FILE_MAX);
        assert_eq!(count as usize, all.len());
        let pushes: Vec<crate::Push> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(pushes.iter().map(|push| push.commands.len()).collect::<Vec<_>>(), [BATCH, 1, 2]);
        let after: Vec<_> = pushes.iter().map(|push| push.after.unwrap()).collect();
        assert_eq!(after, [all[0].before, all[BATCH].before, all[BATCH + 1].before]);
        let sent = pushes.iter().flat_map(|push| &push.commands).map(|raw| raw.get());
        assert!(sent.eq(all.iter().map(|row| row.bytes.as_str())));
    }

    #[test]
    fn a_file_that_would_be_too_large_holds_the_oldest_that_fit() {
        let all = rows(1, 3 * BATCH);
        let (whole, _) = file_text(&all, FILE_MAX);
        let (text, count) = file_text(&all, whole.len() - 1);
        assert_eq!(count as usize, 2 * BATCH);
        assert!(whole.starts_with(&text));
    }

    #[test]
    fn a_file_is_known_by_its_head_and_nothing_else_is_one() {
        let file = [file_head("abc").as_bytes(), &[1, 10, 3]].concat();
        assert_eq!(read_file(&file), Some(("abc", &[1, 10, 3][..])));
        for other in [&b""[..], b"werkronde unsent 1\nabc", b"werkronde unsent 2\nabc\n", b"PK\x03\x04"] {
            assert_eq!(read_file(other), None);
        }
    }
}
