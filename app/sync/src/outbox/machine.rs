//! The steps: an event comes in, effects go out.

use super::{Archived, Batch, GAP_OFFERS, Kept, OFFERS, Offered, Settle, Settled, WAIT_MAX_MS, WAIT_MS};
use crate::log::Maker;
use crate::{LogStanding, Outcome, PushAnswer, Rejection};
use domain::ids::CommandId;
use uuid::Uuid;

/// What the driver does. Each one that is answered carries a turn, and its answer brings the turn back: an answer to
/// an older turn comes too late and changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the next batch of this maker.
    Load {
        turn: u64,
        maker: Maker,
    },
    /// Push this body.
    Send {
        turn: u64,
        body: String,
    },
    /// Write this down, in one transaction; then tell whoever asked.
    Settle {
        turn: u64,
        settle: Settle,
    },
    /// Give what waits a log of its own, in one transaction.
    BeginAnew {
        turn: u64,
        maker: Maker,
    },
    /// Read from the archive what this database may have forgotten.
    LoadArchive {
        turn: u64,
        incarnation: Uuid,
    },
    /// Offer it.
    Offer {
        turn: u64,
        rows: Vec<Archived>,
    },
    /// Write down what was said to the offer.
    SettleOffer {
        turn: u64,
        incarnation: Uuid,
        said: Vec<(CommandId, Offered)>,
    },
    WakeIn {
        turn: u64,
        ms: u32,
    },
    /// The login is over: ask who is signed in.
    AskWho,
}

/// Why something did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// No network, no server, or no storage just now.
    Away,
    SignedOut,
    TooLarge,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Event {
    SignedIn(Maker),
    SignedOut,
    /// A command was kept, by this tab or another.
    Kick,
    /// The line is back or the page is shown again: waiting is over.
    LineIsBack,
    /// A database was heard of, by a pull.
    Heard(Uuid),
    Loaded {
        turn: u64,
        batch: Batch,
    },
    Answered {
        turn: u64,
        answer: PushAnswer,
    },
    Settled {
        turn: u64,
    },
    BegunAnew {
        turn: u64,
    },
    ArchiveLoaded {
        turn: u64,
        rows: Vec<Archived>,
    },
    OfferAnswered {
        turn: u64,
        incarnation: Uuid,
        said: Vec<(CommandId, Offered)>,
    },
    OfferSettled {
        turn: u64,
    },
    Woke {
        turn: u64,
    },
    /// `chance` is anything between nothing and `u32::MAX`.
    Failed {
        turn: u64,
        why: Failed,
        chance: u32,
    },
}

#[derive(Debug, Clone, PartialEq)]
enum At {
    /// Nothing to do, or nobody to do it for.
    Rest,
    Loading,
    Sending(Vec<Kept>),
    Settling,
    BeginningAnew,
    LoadingArchive,
    Offering {
        rows: usize,
    },
    SettlingOffer {
        all: bool,
    },
    Waiting,
    /// The archive is offered again after a while; commands do not wait for that.
    OfferingLater,
}

/// The machine of one tab.
#[derive(Debug, Clone)]
pub struct Outbox {
    maker: Option<Maker>,
    at: At,
    turn: u64,
    /// Something was kept while something else went on.
    again: bool,
    wait_ms: u32,
    /// Rows in a push, while the server says that a whole batch is too large.
    rows_max: usize,
    /// The database that answers.
    incarnation: Option<Uuid>,
    /// How often the archive is still offered: it may hold what this database forgot.
    offers_left: u32,
    /// How often the archive may still be offered before this log is begun anew: the server knows less of it than this
    /// device does.
    gap_offers_left: u32,
    /// The server's clock when it last answered.
    server_ms: Option<i64>,
}

impl Default for Outbox {
    fn default() -> Outbox {
        Outbox {
            maker: None,
            at: At::Rest,
            turn: 0,
            again: false,
            wait_ms: WAIT_MS,
            rows_max: usize::MAX,
            incarnation: None,
            offers_left: 0,
            gap_offers_left: GAP_OFFERS,
            server_ms: None,
        }
    }
}

impl Outbox {
    /// Takes one event.
    pub fn step(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::SignedIn(maker) => {
                if self.maker.as_ref() == Some(&maker) {
                    return self.step(Event::LineIsBack);
                }
                self.maker = Some(maker);
                self.offer_again();
                self.load()
            }
            Event::SignedOut => {
                self.maker = None;
                self.rest()
            }
            Event::Kick if matches!(self.at, At::Rest | At::OfferingLater) => self.load(),
            Event::Kick => {
                self.again = true;
                vec![]
            }
            Event::LineIsBack if matches!(self.at, At::Rest | At::Waiting | At::OfferingLater) => {
                self.wait_ms = WAIT_MS;
                self.offer_again();
                self.load()
            }
            Event::LineIsBack => vec![],
            Event::Heard(incarnation) => {
                let is_new = self.hear(incarnation);
                match self.at {
                    At::Rest if self.offers_left > 0 => self.load(),
                    // What is being read was asked for another database, and says nothing about this one.
                    At::LoadingArchive if is_new => self.load(),
                    _ => vec![],
                }
            }
            Event::Loaded { turn, batch } if self.is_at(turn, &At::Loading) => self.loaded(batch),
            Event::Answered { turn, answer } if turn == self.turn => self.answered(answer),
            Event::Settled { turn } if self.is_at(turn, &At::Settling) => {
                self.wait_ms = WAIT_MS;
                self.rows_max = usize::MAX;
                self.gap_offers_left = GAP_OFFERS;
                self.load()
            }
            Event::BegunAnew { turn } if self.is_at(turn, &At::BeginningAnew) => self.load(),
            Event::ArchiveLoaded { turn, rows } if self.is_at(turn, &At::LoadingArchive) => {
                self.archive_loaded(rows)
            }
            Event::OfferAnswered { turn, incarnation, said } if turn == self.turn => {
                let At::Offering { rows } = self.at else { return vec![] };
                self.hear(incarnation);
                let all = said.iter().filter(|(_, offered)| *offered != Offered::Later).count() >= rows;
                self.next(At::SettlingOffer { all }, |turn| Effect::SettleOffer { turn, incarnation, said })
            }
            Event::OfferSettled { turn } if turn == self.turn => {
                let At::SettlingOffer { all } = self.at else { return vec![] };
                if all {
                    return self.load();
                }
                // What it cannot take now it will not take before the commands that wait.
                self.gap_offers_left = 0;
                self.offers_left = self.offers_left.saturating_sub(1);
                self.wait(At::OfferingLater, u32::MAX / 2)
            }
            Event::Woke { turn }
                if turn == self.turn && matches!(self.at, At::Waiting | At::OfferingLater) =>
            {
                self.load()
            }
            Event::Failed { turn, why, chance } if turn == self.turn => self.failed(why, chance),
            _ => vec![],
        }
    }

    /// Whether nothing is under way and nothing is waited for.
    pub fn rests(&self) -> bool {
        self.at == At::Rest
    }

    fn is_at(&self, turn: u64, at: &At) -> bool {
        turn == self.turn && self.at == *at
    }

    /// Whether this database was not heard of before.
    fn hear(&mut self, incarnation: Uuid) -> bool {
        let is_new = self.incarnation != Some(incarnation);
        if is_new {
            self.incarnation = Some(incarnation);
            self.offer_again();
        }
        is_new
    }

    fn offer_again(&mut self) {
        (self.offers_left, self.gap_offers_left) = (OFFERS, GAP_OFFERS);
    }

    fn next(&mut self, at: At, effect: impl FnOnce(u64) -> Effect) -> Vec<Effect> {
        self.turn += 1;
        self.at = at;
        vec![effect(self.turn)]
    }

    fn rest(&mut self) -> Vec<Effect> {
        self.turn += 1;
        self.at = At::Rest;
        vec![]
    }

    fn load(&mut self) -> Vec<Effect> {
        let Some(maker) = self.maker.clone() else { return self.rest() };
        self.again = false;
        self.next(At::Loading, |turn| Effect::Load { turn, maker })
    }

    fn loaded(&mut self, mut batch: Batch) -> Vec<Effect> {
        batch.rows.truncate(self.rows_max);
        if let Some(body) = batch.body() {
            return self.next(At::Sending(batch.rows), |turn| Effect::Send { turn, body });
        }
        if let (1.., Some(incarnation)) = (self.offers_left, self.incarnation) {
            return self.next(At::LoadingArchive, |turn| Effect::LoadArchive { turn, incarnation });
        }
        if self.again { self.load() } else { self.rest() }
    }

    fn answered(&mut self, answer: PushAnswer) -> Vec<Effect> {
        let At::Sending(rows) = &self.at else { return vec![] };
        let answers: Vec<Settled> = rows
            .iter()
            .filter_map(|row| {
                let answer = answer.answers.iter().find(|one| one.id == row.id)?.clone();
                Some(Settled { row: row.clone(), answer })
            })
            .collect();
        self.hear(answer.incarnation);
        self.server_ms = answer.server_ms.or(self.server_ms);
        let (incarnation, server_ms) = (answer.incarnation, self.server_ms);
        match answer.log {
            LogStanding::Fits if answers.is_empty() => self.wait(At::Waiting, 0),
            LogStanding::Fits => {
                let settle = Settle { incarnation, answers, server_ms };
                self.next(At::Settling, |turn| Effect::Settle { turn, settle })
            }
            // A server that lost the end of the log gets it back from the archive, as far as it lies there.
            LogStanding::Behind if self.gap_offers_left > 0 => {
                self.gap_offers_left -= 1;
                self.next(At::LoadingArchive, |turn| Effect::LoadArchive { turn, incarnation })
            }
            LogStanding::Behind | LogStanding::Forked => {
                let Some(maker) = self.maker.clone() else { return self.rest() };
                self.next(At::BeginningAnew, |turn| Effect::BeginAnew { turn, maker })
            }
        }
    }

    fn archive_loaded(&mut self, rows: Vec<Archived>) -> Vec<Effect> {
        if rows.is_empty() {
            (self.offers_left, self.gap_offers_left) = (0, 0);
            return self.load();
        }
        self.next(At::Offering { rows: rows.len() }, |turn| Effect::Offer { turn, rows })
    }

    fn failed(&mut self, why: Failed, chance: u32) -> Vec<Effect> {
        match (why, &self.at) {
            (Failed::SignedOut, _) => {
                self.maker = None;
                self.rest();
                vec![Effect::AskWho]
            }
            // One command that no server takes must not hold up the others.
            (Failed::TooLarge, At::Sending(rows)) if rows.len() == 1 => {
                let answers = rows.iter().cloned().map(Settled::too_large).collect();
                let incarnation = self.incarnation.unwrap_or(Uuid::nil());
                let settle = Settle { incarnation, answers, server_ms: self.server_ms };
                self.next(At::Settling, |turn| Effect::Settle { turn, settle })
            }
            (Failed::TooLarge, At::Sending(rows)) => {
                self.rows_max = (rows.len() / 2).max(1);
                self.load()
            }
            _ => self.wait(At::Waiting, chance),
        }
    }

    fn wait(&mut self, at: At, chance: u32) -> Vec<Effect> {
        let half = self.wait_ms / 2;
        let ms = half + (u64::from(chance) * u64::from(self.wait_ms) / u64::from(u32::MAX)) as u32;
        self.wait_ms = (self.wait_ms * 2).min(WAIT_MAX_MS);
        self.next(at, |turn| Effect::WakeIn { turn, ms })
    }
}

impl Settled {
    fn too_large(row: Kept) -> Settled {
        let answer = crate::Answer {
            id: row.id,
            outcome: Outcome::Rejected(Rejection::Malformed),
            shown: None,
            sealed: None,
        };
        Settled { row, answer }
    }
}
