//! Two tablets wrote on one card: what each of them wrote stands there, with who and when. It warns and holds up nobody.

use super::words::{criterion as criterion_words, score as score_words, verdict as verdict_words};
use crate::parts::{Notice, NoticeKind};
use crate::texts::scoring::hands as t;
use crate::workplace::context::use_lang;
use crate::workplace::words::clock_at;
use domain::lang::Lang;
use domain::scoring::Criterion;
use leptos::prelude::*;
use sync::views::{HandView, TabletTalk};

/// The criteria on which these hands do not agree.
fn differ(hands: &[HandView]) -> Vec<Criterion> {
    let score =
        |hand: &HandView, of: &Criterion| hand.scores.iter().find(|(known, _)| known == of).map(|one| one.1);
    let apart = |of: &&Criterion| {
        let mut given = hands.iter().filter_map(|hand| score(hand, of));
        let first = given.next();
        given.any(|one| Some(one) != first)
    };
    Criterion::ALL.iter().filter(apart).copied().collect()
}

/// A line for each hand: who, on which tablet, when; the verdict; and the scores on which they differ.
pub fn hand_words(lang: Lang, hands: &[HandView]) -> Vec<(String, String)> {
    let apart = differ(hands);
    let line = |hand: &HandView| {
        let who = t::line(lang, &hand.by, &hand.device, clock_at(lang, hand.at_ms));
        let scores = hand.scores.iter().filter(|(of, _)| apart.contains(of));
        let scores = scores
            .map(|(of, given)| t::score(lang, criterion_words(lang, *of).0, score_words(lang, *of, *given)));
        let verdict = hand.verdict.map(|verdict| verdict_words(lang, verdict).to_owned());
        let said: Vec<_> = verdict.into_iter().chain(scores).collect();
        let said = if said.is_empty() { t::nothing_else(lang).to_owned() } else { said.join(" · ") };
        (who, said)
    };
    hands.iter().map(line).collect()
}

#[component]
pub fn Hands(talk: Memo<TabletTalk>) -> impl IntoView {
    let lang = use_lang();
    let hands = Memo::new(move |_| talk.with(|talk| talk.hands.clone()));
    let several = Memo::new(move |_| hands.with(|hands| !hands.is_empty()));
    let lines = move || {
        let line = |(who, said): (String, String)| view! { <li><b>{who}</b><br/>{said}</li> };
        hands.with(|hands| hand_words(lang.get(), hands)).into_iter().map(line).collect_view()
    };
    move || {
        several.get().then(|| {
            view! {
                <Notice kind=NoticeKind::Warn title=move || t::title(lang.get())>
                    <div class="stack stack-tight">
                        <ul class="stack stack-tight">{lines}</ul>
                        <p class="small">{move || t::lead(lang.get())}</p>
                    </div>
                </Notice>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::scoring::{Score, Verdict};

    fn hand(device: &str, motivation: u8, verdict: Option<Verdict>) -> HandView {
        let score = |steps| Score::try_from(steps).expect("a score");
        HandView {
            by: "Vonkje".into(),
            device: device.into(),
            at_ms: 1_796_302_500_000,
            scores: vec![(Criterion::Motivation, score(motivation)), (Criterion::Experience, score(2))],
            verdict,
        }
    }

    #[test]
    fn both_verdicts_and_both_scores_are_said_with_who_and_when() {
        let words = hand_words(
            Lang::Nl,
            &[hand("Tablet 7", 1, Some(Verdict::Yes)), hand("Tablet 8", 4, Some(Verdict::No))],
        );
        assert_eq!(words[0].0, "Vonkje · Tablet 7, 13.55");
        assert_eq!(words[0].1, "Ja · Motivatie: weet nog niet");
        assert_eq!(words[1].1, "Nee · Motivatie: wil dit en weet waarom");
    }

    #[test]
    fn what_is_the_same_on_both_is_not_said() {
        let words = hand_words(Lang::Nl, &[hand("Tablet 7", 3, None), hand("Tablet 8", 3, None)]);
        assert_eq!(words[0].1, t::nothing_else(Lang::Nl));
    }
}
