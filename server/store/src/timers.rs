//! The timer of a session: stored only where the revision that the organiser saw still stands.

use crate::row::{Record, Row, args};
use crate::{StoreError, Tx};
use domain::ids::{LocationId, SessionId};
use domain::rotation::timer::{Timer, TimerMode};

const MODES: [(TimerMode, &str); 3] =
    [(TimerMode::Waiting, "waiting"), (TimerMode::Running, "running"), (TimerMode::Paused, "paused")];

fn mode_word(mode: TimerMode) -> &'static str {
    match mode {
        TimerMode::Waiting => MODES[0].1,
        TimerMode::Running => MODES[1].1,
        TimerMode::Paused => MODES[2].1,
    }
}

fn parse_mode(word: &str) -> Option<TimerMode> {
    MODES.into_iter().find(|(_, known)| *known == word).map(|(mode, _)| mode)
}

impl Record for Timer {
    fn read(row: &Row) -> Result<Timer, StoreError> {
        Ok(Timer {
            rev: row.number("rev")?,
            mode: row.word("mode", parse_mode)?,
            phase: row.number("phase")?,
            anchor_ms: row.get("anchor_ms")?,
            remaining_ms: row.get("remaining_ms")?,
        })
    }
}

/// The waiting timer of revision 0 when the day has not begun.
pub async fn get(tx: &mut Tx, session: SessionId) -> Result<Timer, StoreError> {
    const SQL: &str = "SELECT rev, mode, phase, anchor_ms, remaining_ms FROM timers WHERE session_id = $1";
    Ok(tx.one(SQL, args![session]).await?.unwrap_or_else(Timer::waiting))
}

/// Whether the day was ever started.
pub async fn has_begun(tx: &mut Tx, session: SessionId) -> Result<bool, StoreError> {
    Ok(get(tx, session).await?.mode != TimerMode::Waiting)
}

/// False, and nothing changed, when the timer's revision is another one than `expected_rev`.
pub async fn set(
    tx: &mut Tx,
    location: LocationId,
    session: SessionId,
    expected_rev: u32,
    timer: &Timer,
) -> Result<bool, StoreError> {
    const FIRST: &str = "INSERT INTO timers (session_id, location_id, rev, mode, phase, anchor_ms, remaining_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (session_id) DO NOTHING";
    const LATER: &str = "UPDATE timers SET rev = $2, mode = $3, phase = $4, anchor_ms = $5, remaining_ms = $6 \
                         WHERE session_id = $1 AND rev = $7";
    let Timer { rev, mode, phase, anchor_ms, remaining_ms } = *timer;
    let mode = mode_word(mode);
    // Revision 0 is the timer that was never stored; a stored one has a higher revision unless it was put back.
    let first = args![session, location, rev, mode, phase, anchor_ms, remaining_ms];
    if expected_rev == 0 && tx.did(FIRST, first).await? {
        return Ok(true);
    }
    tx.did(LATER, args![session, rev, mode, phase, anchor_ms, remaining_ms, expected_rev]).await
}
