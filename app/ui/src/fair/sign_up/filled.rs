//! What the desk has filled in, as a form would post it, and the command that it makes. Pure but for the ids.

use crate::public::form::{FieldFault, KEY, RESIDENT, SIGN_UP, parse_sign_up};
use domain::command::{Command, Needs, SignUp};
use domain::ids::{FairId, ResidentId, SignUpId, VacancyId};
use domain::lang::Lang;
use domain::people::Contact;
use domain::text::Name;
use leptos::prelude::Callable;
use leptos::prelude::Callback;
use sync::views::FairView;
use uuid::Uuid;

/// The language of the person, which the public form knows from its page.
pub const LANG: &str = "lang";

/// Fields with their values. The ids stay until someone is signed up, so that asking twice is asking once.
#[derive(Clone)]
pub struct Filled(Vec<(String, String)>);

impl Filled {
    pub fn new(new_id: Callback<(), Uuid>) -> Filled {
        Filled::with_ids([(); 3].map(|()| new_id.run(())))
    }

    fn with_ids(ids: [Uuid; 3]) -> Filled {
        let ids = [KEY, SIGN_UP, RESIDENT].into_iter().zip(ids);
        Filled(ids.map(|(name, id)| (name.to_owned(), id.to_string())).collect())
    }

    /// Anyone at all, to ask the policy whether the desk may.
    /// Said here and not read from fields: entries without the form would else carry all that reads it.
    pub fn someone(fair: FairId) -> Option<Command> {
        Some(Command::SignUp(SignUp {
            fair,
            sign_up: SignUpId(Uuid::nil()),
            resident: ResidentId(Uuid::nil()),
            name: Name::parse("-").ok()?,
            lang: Lang::Nl,
            contact: Contact::Desk,
            adult: true,
            spoken: vec![],
            interests: vec![],
            needs: Needs::default(),
            shares_phone: false,
            group: None,
        }))
    }

    pub fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    pub fn has(&self, name: &str, word: &str) -> bool {
        self.0.iter().any(|(field, value)| field == name && value == word)
    }

    /// One answer takes the place of the last; an empty one is none.
    pub fn put(&mut self, name: &str, value: &str) {
        self.0.retain(|(field, _)| field != name);
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }

    /// One of several answers, there or not.
    pub fn tick(&mut self, name: &str, word: &str, on: bool) {
        self.0.retain(|(field, value)| field != name || value != word);
        if on {
            self.0.push((name.to_owned(), word.to_owned()));
        }
    }

    /// The sign-up, or all that must be mended.
    pub fn command(&self, view: &FairView) -> Result<Command, Vec<FieldFault>> {
        self.sign_up(view.head.fair, &offered(view))
    }

    fn sign_up(&self, fair: FairId, offered: &[VacancyId]) -> Result<Command, Vec<FieldFault>> {
        let form = parse_sign_up(&self.0, offered)?;
        Ok(Command::SignUp(SignUp {
            fair,
            sign_up: form.sign_up,
            resident: form.resident,
            name: form.name,
            lang: self.value(LANG).parse().unwrap_or(Lang::Nl),
            contact: form.contact,
            adult: true,
            spoken: form.spoken,
            interests: form.interests,
            needs: form.needs,
            shares_phone: form.shares_phone,
            group: None,
        }))
    }
}

/// Every vacancy of the fair.
pub fn offered(view: &FairView) -> Vec<VacancyId> {
    view.employers
        .iter()
        .flat_map(|employer| employer.vacancies.iter().map(|vacancy| vacancy.vacancy))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::form::{ADULT, CONTACT, NAME, NEED, SPOKEN, StarFields};
    use domain::fair::Interest;

    fn filled() -> Filled {
        Filled::with_ids([1, 2, 3].map(Uuid::from_u128))
    }

    #[test]
    fn what_the_desk_fills_in_is_the_same_command_as_the_public_form_makes() {
        let (fair, vacancy) = (FairId(Uuid::from_u128(4)), VacancyId(Uuid::from_u128(5)));
        let mut filled = filled();
        let star = StarFields::of([vacancy]).name(vacancy);
        let answers =
            [(NAME, " Windroos "), (LANG, "ar"), (CONTACT, "desk"), (ADULT, "1"), (star.as_str(), "3")];
        answers.iter().for_each(|(name, value)| filled.put(name, value));
        filled.tick(SPOKEN, "ar", true);
        filled.tick(SPOKEN, "en", true);
        filled.tick(SPOKEN, "en", false);
        filled.tick(NEED, "childcare", true);
        let Ok(Command::SignUp(made)) = filled.sign_up(fair, &[vacancy]) else { panic!("a sign-up") };
        assert_eq!((made.name.as_str(), made.lang, made.contact), ("Windroos", Lang::Ar, Contact::Desk));
        assert_eq!(made.spoken.iter().map(|spoken| spoken.lang).collect::<Vec<_>>(), [Lang::Ar]);
        assert!(made.needs.childcare && !made.needs.transport && made.adult);
        assert_eq!(
            made.interests.iter().map(|one| one.interest).collect::<Vec<_>>(),
            [Interest::parse("3").expect("stars")]
        );
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let faults = filled().sign_up(FairId(Uuid::nil()), &[]).expect_err("nothing is filled in");
        assert_eq!(faults, [FieldFault::NameMissing, FieldFault::ContactMissing, FieldFault::NotAdult]);
    }

    #[test]
    fn the_policy_can_be_asked_before_anyone_sits_there() {
        assert!(matches!(Filled::someone(FairId(Uuid::nil())), Some(Command::SignUp(_))));
    }
}
