//! What somebody typed and has not sent yet. It lies sealed in a cookie on their own phone, for half an hour and for one
//! fair: nothing about a stranger is stored here, nobody reads it on a shared phone, every server process opens it, and
//! two tabs hold the same form. Once it was sent it stays ten minutes more, so that the way back leads to the card that
//! was made and not to a second one.

use super::fair::fresh_ids;
use super::{Visit, lang};
use crate::router::is_https;
use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{CommandId, FairId, ResidentId, SignUpId};
use serde::{Deserialize, Serialize};
use store::{MasterKey, Seal};
use ui::public::form::{KEY, RESIDENT, SIGN_UP};
use ui::public::views::SignUpIds;

const COOKIE_NAME: &str = "wr_form";
const TYPING_MS: i64 = 30 * 60_000;
/// As long as a PIN is shown again to whom its first answer was lost for.
const SENT_MS: i64 = 10 * 60_000;
/// Browsers keep 4,096 bytes of a cookie with its name and attributes (RFC 6265 §6.1).
const COOKIE_MAX: usize = 3_900;

/// Seals and opens.
pub struct Drafts(Seal);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    fair: FairId,
    until_ms: i64,
    /// The sign-up was made.
    pub sent: bool,
    /// Every question was seen once; what is changed now leads back to the end.
    pub reviewed: bool,
    key: CommandId,
    sign_up: SignUpId,
    resident: ResidentId,
    /// As `Typed::to_pairs` gives them.
    pub fields: Vec<(String, String)>,
}

impl Draft {
    pub fn ids(&self) -> SignUpIds {
        SignUpIds { key: self.key, sign_up: self.sign_up, resident: self.resident }
    }

    /// The fields as the whole form would post them.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let ids = [(KEY, self.key.to_string()), (SIGN_UP, self.sign_up.to_string())];
        let ids = ids.into_iter().chain([(RESIDENT, self.resident.to_string())]);
        ids.map(|(name, value)| (name.to_owned(), value)).chain(self.fields.iter().cloned()).collect()
    }
}

impl Drafts {
    pub fn new(master: &MasterKey) -> Drafts {
        Drafts(Seal::new(master, "sign-ups that are being typed"))
    }

    fn open(&self, text: &str, fair: FairId, now_ms: i64) -> Option<Draft> {
        let plain = self.0.open(&URL_SAFE_NO_PAD.decode(text).ok()?)?;
        let draft: Draft = serde_json::from_slice(&plain).ok()?;
        (draft.fair == fair && now_ms < draft.until_ms).then_some(draft)
    }

    /// None where it would be more than a phone keeps.
    fn seal(&self, draft: &Draft) -> Option<String> {
        let sealed = self.0.seal(&serde_json::to_vec(draft).ok()?).ok()?;
        let text = URL_SAFE_NO_PAD.encode(sealed);
        (text.len() <= COOKIE_MAX).then_some(text)
    }
}

impl Visit {
    /// What this phone typed for this fair; a new form where it typed nothing.
    pub fn draft(&self, fair: FairId) -> Draft {
        let now_ms = self.app.clock.now_ms();
        let kept = lang::cookie(&self.headers, COOKIE_NAME);
        kept.and_then(|text| self.app.drafts.open(text, fair, now_ms))
            .unwrap_or_else(|| Draft::holding(fair, fresh_ids(), vec![]))
    }

    /// The cookie that keeps it. None, and it is not kept, where a cipher fails or it is too long.
    pub fn keep(&self, mut draft: Draft) -> Option<HeaderValue> {
        let lasts_ms = if draft.sent { SENT_MS } else { TYPING_MS };
        draft.until_ms = self.app.clock.now_ms() + lasts_ms;
        self.form_cookie(draft.fair, &self.app.drafts.seal(&draft)?, lasts_ms / 1000)
    }

    /// The cookie that forgets it.
    pub fn forget_draft(&self, fair: FairId) -> Option<HeaderValue> {
        self.form_cookie(fair, "", 0)
    }

    fn form_cookie(&self, fair: FairId, text: &str, lasts_s: i64) -> Option<HeaderValue> {
        let path = super::fair::path(fair);
        let secure = if is_https(&self.app, &self.headers) { "; Secure" } else { "" };
        let line =
            format!("{COOKIE_NAME}={text}; Path={path}; Max-Age={lasts_s}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&line).ok()
    }
}

impl Draft {
    pub fn holding(fair: FairId, ids: SignUpIds, fields: Vec<(String, String)>) -> Draft {
        let SignUpIds { key, sign_up, resident } = ids;
        Draft { fair, until_ms: 0, sent: false, reviewed: false, key, sign_up, resident, fields }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::VacancyId;
    use domain::lang::Lang;
    use ui::public::form::{
        CONTACT, EMAIL, GROUP, LEAVE_AT, NAME, NEED, PHONE, SHARE, SPOKEN, StarFields, Typed,
    };
    use uuid::Uuid;

    const FAIR: FairId = FairId(Uuid::from_u128(1));

    fn drafts() -> Drafts {
        Drafts::new(&MasterKey::from_bytes([7; 32]))
    }

    fn draft(fields: Vec<(String, String)>) -> Draft {
        Draft { until_ms: 1_000, ..Draft::holding(FAIR, fresh_ids(), fields) }
    }

    #[test]
    fn it_opens_for_its_fair_and_its_time_only_and_shows_nothing_to_who_looks() {
        let draft = draft(vec![(NAME.into(), "Windroos".into())]);
        let sealed = drafts().seal(&draft).expect("short enough");
        assert!(!sealed.contains("Windroos"));
        assert_eq!(drafts().open(&sealed, FAIR, 999), Some(draft));
        assert_eq!(drafts().open(&sealed, FAIR, 1_000), None, "too late");
        assert_eq!(drafts().open(&sealed, FairId(Uuid::from_u128(2)), 0), None, "another fair");
        assert_eq!(drafts().open(&sealed[1..], FAIR, 0), None, "changed");
        let other = Drafts::new(&MasterKey::from_bytes([8; 32]));
        assert_eq!(other.open(&sealed, FAIR, 0), None, "another server");
    }

    #[test]
    fn the_longest_form_fits_in_a_cookie() {
        let offered: Vec<_> = (0..60u128)
            .map(|n| {
                VacancyId(Uuid::from_u128((n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)))
            })
            .collect();
        let stars = StarFields::of(offered.iter().copied());
        let pair = |name: &str, value: String| (name.to_owned(), value);
        let mut pairs = vec![
            pair(NAME, "\u{1}𐐷".repeat(300)),
            pair(CONTACT, "phone".repeat(100)),
            pair(PHONE, "٠".repeat(300)),
            pair(EMAIL, "𐐷".repeat(300)),
            pair(SHARE, "phone".into()),
            pair(LEAVE_AT, "𐐷".repeat(300)),
            pair(GROUP, Uuid::from_u128(u128::MAX).to_string()),
        ];
        pairs.extend(Lang::ALL.iter().map(|lang| pair(SPOKEN, lang.tag().into())));
        pairs.extend(["interpreter", "childcare", "transport"].map(|need| pair(NEED, need.into())));
        pairs.extend(offered.iter().map(|vacancy| pair(&stars.name(*vacancy), "not".into())));
        let typed = Typed::from_pairs(&pairs, &offered);
        assert_eq!(typed.interests.len(), 60);
        let sealed = drafts().seal(&draft(typed.to_pairs(&offered)));
        assert!(sealed.is_some(), "more than a cookie holds");
    }
}
