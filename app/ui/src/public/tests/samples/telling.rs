//! Messages that staff tell, to look at.

use super::{at, head, id};
use crate::public::views::{Failed, MailIs, TellPage, Telling, ToldOf, Went};
use domain::fair::telling::Message;
use domain::ids::{CommandId, FairId, ResidentId};
use domain::lang::Lang;
use domain::people::Phone;
use domain::time::to_ms;

fn one(number: u32, name: &str, lang: Lang, message: Message) -> Telling {
    Telling {
        resident: ResidentId(id(number.into())),
        number,
        name: name.into(),
        lang,
        message,
        until_ms: (message == Message::Offer).then(|| to_ms(at("10:00:00"))),
        phone: None,
        email: false,
        failed: None,
        key: CommandId(id(960 + u64::from(number))),
    }
}

/// One with a telephone, two without, one told before.
pub fn messages() -> TellPage {
    let phone = Phone::parse("06 12345678").ok();
    TellPage {
        head: head(),
        fair_link: "https://werkronde.example/banenmarkt/1".into(),
        action: "/app-api/messages/1".into(),
        fair: FairId(id(1)),
        mail: MailIs::Off,
        due: vec![
            Telling { phone, ..one(27, "Windroos", Lang::Ar, Message::Confirmation) },
            one(28, "Regenjas", Lang::Ti, Message::Offer),
            one(29, "Paraplu", Lang::Nl, Message::Invitation),
        ],
        more: 3,
        told: vec![ToldOf {
            resident: ResidentId(id(30)),
            number: 30,
            name: "Laarzen".into(),
            message: Message::Reminder,
            at_ms: to_ms(at("09:00:00")),
            mail: None,
            key: CommandId(id(990)),
        }],
    }
}

/// The same where e-mail is sent: one that did not arrive, two that can go, one on its way.
pub fn messages_by_mail() -> TellPage {
    let page = messages();
    let with_address = |one: Telling| Telling { email: true, ..one };
    let failed = with_address(one(26, "Druppel", Lang::Fa, Message::Confirmation));
    let mut due = vec![Telling { failed: Some(Failed::Refused), ..failed }];
    due.extend([
        with_address(one(31, "Plas", Lang::Ar, Message::Confirmation)),
        with_address(one(32, "Regenboog", Lang::Nl, Message::Reminder)),
    ]);
    due.extend(page.due);
    let told = page.told.into_iter().map(|one| ToldOf { mail: Some(Went::Waits), ..one }).collect();
    TellPage { mail: MailIs::On, due, told, ..page }
}
