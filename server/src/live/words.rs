//! What server processes tell each other, and what is still to be told. Nothing here is data: versions, numbers of a
//! plan in the making, and a word that ends its search. What is lost is found again by asking ([`super::between`]).

use domain::ids::SessionId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use sync::Scope;
use sync::views::PlanningView;
use tokio::sync::Notify;

/// One word; it fits into [`store::between::WORD_MAX`] bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    Changed(Vec<(Scope, u64)>),
    /// More changed than is worth naming: look for yourselves.
    All,
    /// How the plan stands that is being made; None: it is done.
    Planning(SessionId, Option<PlanningView>),
    /// What is there of this session's plan is good enough.
    Enough(SessionId),
    /// Nothing new; who hears it knows that the line holds.
    Here,
}

/// Scopes named in one word.
const NAMED: usize = 100;
/// Scopes and sessions that wait to be told; what is more is [`Word::All`] or left to the next time.
const WAITING_MAX: usize = 1_000;

/// What waits to be told. Many changes of one scope are told as one.
#[derive(Default)]
pub struct Outgoing {
    waiting: Mutex<Waiting>,
    woken: Notify,
}

#[derive(Default)]
struct Waiting {
    changed: BTreeMap<Scope, u64>,
    all: bool,
    planning: BTreeMap<SessionId, Option<PlanningView>>,
    enough: BTreeSet<SessionId>,
}

impl Outgoing {
    fn with(&self, act: impl FnOnce(&mut Waiting)) {
        act(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        self.woken.notify_one();
    }

    pub fn changed(&self, changed: &[(Scope, u64)]) {
        self.with(|waiting| {
            for (scope, ver) in changed {
                let known = waiting.changed.entry(*scope).or_default();
                *known = (*known).max(*ver);
            }
            if waiting.changed.len() > WAITING_MAX {
                waiting.changed.clear();
                waiting.all = true;
            }
        });
    }

    pub fn planning(&self, session: SessionId, now: Option<PlanningView>) {
        self.with(|waiting| {
            if waiting.planning.len() < WAITING_MAX || waiting.planning.contains_key(&session) {
                waiting.planning.insert(session, now);
            }
        });
    }

    pub fn enough(&self, session: SessionId) {
        self.with(|waiting| {
            if waiting.enough.len() < WAITING_MAX {
                waiting.enough.insert(session);
            }
        });
    }

    /// Waits until there is something, and takes all of it.
    pub async fn take(&self) -> Vec<Word> {
        loop {
            self.woken.notified().await;
            let waiting = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
            let words = waiting.words();
            if !words.is_empty() {
                return words;
            }
        }
    }
}

impl Waiting {
    fn words(self) -> Vec<Word> {
        let mut words = Vec::new();
        if self.all {
            words.push(Word::All);
        } else {
            let changed: Vec<_> = self.changed.into_iter().collect();
            words.extend(changed.chunks(NAMED).map(|part| Word::Changed(part.to_vec())));
        }
        words.extend(self.planning.into_iter().map(|(session, now)| Word::Planning(session, now)));
        words.extend(self.enough.into_iter().map(Word::Enough));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::LocationId;
    use uuid::Uuid;

    fn scope(n: usize) -> Scope {
        Scope::FollowUp(LocationId(Uuid::from_u128(u128::MAX - n as u128)))
    }

    #[tokio::test]
    async fn many_changes_are_told_as_few_words_that_fit() {
        let outgoing = Outgoing::default();
        for n in 0..=WAITING_MAX - 1 {
            outgoing.changed(&[(scope(n), 3), (scope(n), u64::MAX), (scope(n), 7)]);
        }
        let words = outgoing.take().await;
        assert_eq!(words.len(), WAITING_MAX / NAMED);
        for word in &words {
            let Word::Changed(list) = word else { panic!("{word:?}") };
            assert!(list.iter().all(|(_, ver)| *ver == u64::MAX), "the latest version of each");
            let said = serde_json::to_string(word).unwrap();
            assert!(said.len() <= store::between::WORD_MAX, "{} bytes", said.len());
            assert_eq!(serde_json::from_str::<Word>(&said).unwrap(), *word);
        }
        outgoing.enough(SessionId(Uuid::nil()));
        assert_eq!(outgoing.take().await, [Word::Enough(SessionId(Uuid::nil()))], "told once");
    }

    #[tokio::test]
    async fn what_is_more_than_fits_is_told_as_all() {
        let outgoing = Outgoing::default();
        (0..=WAITING_MAX).for_each(|n| outgoing.changed(&[(scope(n), 1)]));
        assert_eq!(outgoing.take().await, [Word::All]);
    }
}
