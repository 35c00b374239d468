//! What each tablet wrote on a card, where more than one did. Who writes sees both and is not held up; so does the matcher.

use domain::ids::{PartyId, ResidentId, SheetId};
use std::collections::HashMap;
use store::sheets::{Hand, Sheet};
use sync::views::HandView;

/// Everything that tablets wrote, by sheet.
pub struct Hands {
    of_sheet: HashMap<SheetId, Vec<Hand>>,
}

impl Hands {
    pub fn new(hands: Vec<Hand>) -> Hands {
        let mut of_sheet: HashMap<_, Vec<_>> = HashMap::new();
        for hand in hands {
            of_sheet.entry(hand.sheet).or_default().push(hand);
        }
        Hands { of_sheet }
    }

    /// What each tablet wrote on these sheets, earliest first; nothing where only one did.
    pub fn on(&self, sheets: &[&Sheet]) -> Vec<HandView> {
        let mut hands: Vec<_> = sheets
            .iter()
            .flat_map(|sheet| self.of_sheet.get(&sheet.id).into_iter().flatten().map(|hand| (*sheet, hand)))
            .collect();
        let first = hands.first().map(|(_, hand)| hand.device);
        if hands.iter().all(|(_, hand)| Some(hand.device) == first) {
            return Vec::new();
        }
        hands.sort_by_key(|(_, hand)| (hand.at_ms, hand.device));
        let view = |(sheet, hand): (&Sheet, &Hand)| HandView {
            by: sheet.scorer.clone(),
            device: hand.device_name.clone(),
            at_ms: hand.at_ms,
            scores: hand.scores.iter().map(|(of, given)| (*of, *given)).collect(),
            verdict: hand.verdict.map(|(verdict, _)| verdict),
        };
        hands.into_iter().map(view).collect()
    }

    /// As [`Hands::on`], of every sheet about this person at this party.
    pub fn on_card(&self, sheets: &[Sheet], party: PartyId, resident: ResidentId) -> Vec<HandView> {
        let on_card = |sheet: &&Sheet| sheet.party == party && sheet.resident == resident;
        self.on(&sheets.iter().filter(on_card).collect::<Vec<_>>())
    }
}
