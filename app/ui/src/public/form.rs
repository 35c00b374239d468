//! The sign-up form as it comes from a phone: what was typed, kept for showing again, and what it says once parsed.
//! Pure; the same newtypes as everywhere decide. Field names are defined here and nowhere else.

mod agreed;
mod aloud;
mod asking;
mod further;
mod leaning;
mod picture;
mod practical;
mod times;

pub use agreed::{AgreedFault, MEET, MEET_AT, TRAVEL, TypedAgreed};
pub use aloud::{FILE, RECORDING, TEXT};
pub use asking::{ASKS, AskFault, BASE, HOW, QUESTION, words_field};
pub use further::{ASKED, TOPIC, further_of, topics_of};
pub use leaning::{AIR, AMONG, WITH, leaning_of};
pub use picture::{NOBODY, PICTURE, SHOWS};
pub use practical::{BRING, THERE, practical_of};
pub use times::{CLOCK, DATE, DOES, FOLLOW_UP, PLACE, TIME, TimeFault, TypedTime, time_field};

use crate::texts::{Words, errors};
use domain::command::Needs;
use domain::fair::{Interest, VacancyInterest};
use domain::ids::{CommandId, GroupId, ResidentId, SignUpId, VacancyId};
use domain::lang::Lang;
use domain::people::{Contact, Email, Level, Phone, PhoneRefused, SpokenLang, western};
use domain::text::{Name, TextRefused};

pub const NAME: &str = "name";
pub const CONTACT: &str = "contact";
pub const PHONE: &str = "phone";
pub const EMAIL: &str = "email";
pub const ADULT: &str = "adult";
pub const SPOKEN: &str = "spoken";
pub const NEED: &str = "need";
/// The language of the interpreter, as a tag.
pub const INTERPRETER: &str = "interpreter";
/// "14:30".
pub const LEAVE_AT: &str = "leave_at";
/// "phone" where an employer may have the telephone number.
pub const SHARE: &str = "share";
/// Whether somebody comes to the place that they were offered: "yes" or "no".
pub const COMES: &str = "comes";
/// With which group somebody comes.
pub const GROUP: &str = "group";
/// What somebody was told, and whether: "yes", "no", or "mail" where it is to be sent.
pub const MESSAGE: &str = "message";
pub const TOLD: &str = "told";
/// One of the messages that are to be sent: command, person and message, with a space between.
pub const ONE: &str = "one";
pub const KEY: &str = "key";
pub const SIGN_UP: &str = "sign_up";
pub const RESIDENT: &str = "resident";

/// A form of 60 vacancies and 15 languages sends fewer; more is no form of ours.
pub const FIELDS_MAX: usize = 120;

/// Signs of a name that are kept for later: one more than it may have, so that a longer one is still too long.
const NAME_KEPT: usize = 81;
/// The same of an e-mail address, in bytes.
const EMAIL_KEPT: usize = 255;

/// What was typed, word for word, to fill the form again. Longer than any field allows is cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    /// "phone", "email", "desk", "room" or nothing yet.
    pub contact: String,
    pub phone: String,
    pub email: String,
    pub adult: bool,
    pub spoken: Vec<Lang>,
    pub needs: Needs,
    pub leave_at: String,
    pub shares_phone: bool,
    /// Whose link led here.
    pub group: Option<GroupId>,
    pub interests: Vec<VacancyInterest>,
}

/// A sign-up that says all it must. The server adds fair and language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUpForm {
    pub key: CommandId,
    pub sign_up: SignUpId,
    pub resident: ResidentId,
    pub name: Name,
    pub contact: Contact,
    pub spoken: Vec<SpokenLang>,
    pub needs: Needs,
    pub shares_phone: bool,
    pub group: Option<GroupId>,
    pub interests: Vec<VacancyInterest>,
}

/// What must be mended, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldFault {
    NameMissing,
    NameTooLong,
    NameUnprintable,
    ContactMissing,
    PhoneMissing,
    PhoneNotDigits,
    PhoneLength,
    EmailMissing,
    EmailWrong,
    /// No time of the day.
    LeaveAt,
    NotAdult,
    /// A vacancy that this fair does not have (any more), or a choice that is none.
    UnknownVacancy,
    /// Too many fields, or the hidden ids are gone: the form must be opened anew.
    Damaged,
}

impl FieldFault {
    /// The field that it is about; None: the form as a whole.
    pub fn field(self) -> Option<&'static str> {
        match self {
            FieldFault::NameMissing | FieldFault::NameTooLong | FieldFault::NameUnprintable => Some(NAME),
            FieldFault::ContactMissing => Some(CONTACT),
            FieldFault::PhoneMissing | FieldFault::PhoneNotDigits | FieldFault::PhoneLength => Some(PHONE),
            FieldFault::EmailMissing | FieldFault::EmailWrong => Some(EMAIL),
            FieldFault::LeaveAt => Some(LEAVE_AT),
            FieldFault::NotAdult => Some(ADULT),
            FieldFault::UnknownVacancy | FieldFault::Damaged => None,
        }
    }

    /// What to do about it.
    pub fn text(self, lang: Lang) -> Words {
        match self {
            FieldFault::NameMissing => errors::sign_up::name_missing(lang),
            FieldFault::NameTooLong => errors::sign_up::name_too_long(lang),
            FieldFault::NameUnprintable => errors::sign_up::name_unprintable(lang),
            FieldFault::ContactMissing => errors::sign_up::contact_missing(lang),
            FieldFault::PhoneMissing => errors::sign_up::phone_missing(lang),
            FieldFault::PhoneNotDigits => errors::sign_up::phone_not_digits(lang),
            FieldFault::PhoneLength => errors::sign_up::phone_length(lang),
            FieldFault::EmailMissing => errors::sign_up::email_missing(lang),
            FieldFault::EmailWrong => errors::sign_up::email_wrong(lang),
            FieldFault::LeaveAt => errors::sign_up::leave_at(lang),
            FieldFault::NotAdult => errors::sign_up::not_adult(lang),
            FieldFault::UnknownVacancy => errors::sign_up::unknown_vacancy(lang),
            FieldFault::Damaged => errors::sign_up::damaged(lang),
        }
    }
}

/// Names of the star fields: short, because sixty of them travel over a little data. The tail of an id is
/// random; where two tails are alike, every field of the form takes the whole id.
pub struct StarFields(usize);

impl StarFields {
    pub fn of(offered: impl IntoIterator<Item = VacancyId>) -> StarFields {
        let mut tails: Vec<u32> = offered.into_iter().map(|vacancy| vacancy.0.as_u128() as u32).collect();
        let all = tails.len();
        tails.sort_unstable();
        tails.dedup();
        StarFields(if tails.len() == all { 24 } else { 0 })
    }

    /// "v1f0c77a2".
    pub fn name(&self, vacancy: VacancyId) -> String {
        let whole = vacancy.0.simple().to_string();
        format!("v{}", whole.get(self.0..).unwrap_or(&whole))
    }
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

fn values<'a>(pairs: &'a [(String, String)], name: &'a str) -> impl Iterator<Item = &'a str> {
    pairs.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// Choices on offered vacancies; None when one is on something else or says something else.
fn interests(pairs: &[(String, String)], offered: &[VacancyId]) -> (Vec<VacancyInterest>, bool) {
    let fields = StarFields::of(offered.iter().copied());
    let names: Vec<(String, VacancyId)> =
        offered.iter().map(|vacancy| (fields.name(*vacancy), *vacancy)).collect();
    let mut read = Vec::new();
    let mut all_known = true;
    let is_star =
        |field: &str| field.strip_prefix('v').is_some_and(|id| id.chars().all(|c| c.is_ascii_hexdigit()));
    for (field, word) in pairs.iter().filter(|(field, _)| is_star(field)) {
        let vacancy = names.iter().find(|(name, _)| name == field).map(|(_, vacancy)| *vacancy);
        match (vacancy, Interest::parse(word)) {
            (Some(vacancy), Some(interest))
                if read.iter().all(|choice: &VacancyInterest| choice.vacancy != vacancy) =>
            {
                read.push(VacancyInterest { vacancy, interest });
            }
            _ => all_known = false,
        }
    }
    (read, all_known)
}

/// Who names the language of an interpreter needs one.
fn needs(pairs: &[(String, String)]) -> Needs {
    let has = |need: &str| values(pairs, NEED).any(|word| word == need);
    let interpreter_lang = value(pairs, INTERPRETER).parse().ok();
    Needs {
        interpreter: has("interpreter") || interpreter_lang.is_some(),
        childcare: has("childcare"),
        transport: has("transport"),
        interpreter_lang,
        leave_at_min: minute_of_day(value(pairs, LEAVE_AT)),
    }
}

/// "14:30" or "14.30", in any digits, as minutes since midnight.
fn minute_of_day(raw: &str) -> Option<u16> {
    let (hours, minutes) = raw.trim().split_once([':', '.'])?;
    let number = |digits: &str, below: u16| {
        let digits = digits.chars().map(western).collect::<Option<String>>()?;
        digits.parse::<u16>().ok().filter(|number| *number < below)
    };
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

fn shares_phone(pairs: &[(String, String)]) -> bool {
    value(pairs, SHARE) == "phone"
}

fn spoken(pairs: &[(String, String)]) -> Vec<Lang> {
    // An interpreter's language is one that the person can talk in.
    let named = values(pairs, SPOKEN).chain(values(pairs, INTERPRETER));
    let mut langs: Vec<Lang> = named.filter_map(|tag| tag.parse().ok()).collect();
    langs.sort();
    langs.dedup();
    langs
}

impl Typed {
    /// Everything that was typed, right or wrong.
    pub fn from_pairs(pairs: &[(String, String)], offered: &[VacancyId]) -> Typed {
        let pairs = &pairs[..pairs.len().min(FIELDS_MAX)];
        let cut = |name: &str| value(pairs, name).chars().take(200).collect::<String>();
        Typed {
            name: cut(NAME),
            contact: cut(CONTACT),
            phone: cut(PHONE),
            email: no_longer(value(pairs, EMAIL), EMAIL_KEPT),
            adult: !value(pairs, ADULT).is_empty(),
            spoken: spoken(pairs),
            needs: needs(pairs),
            leave_at: cut(LEAVE_AT),
            shares_phone: shares_phone(pairs),
            group: value(pairs, GROUP).parse().ok(),
            interests: interests(pairs, offered).0,
        }
    }

    /// The same as fields, each no longer than it can be right: [`Typed::from_pairs`] reads them back.
    pub fn to_pairs(&self, offered: &[VacancyId]) -> Vec<(String, String)> {
        let cut = |text: &str, longest: usize| text.chars().take(longest).collect::<String>();
        let ticked = |on: bool, value: &str| if on { value.to_owned() } else { String::new() };
        let contact = ["phone", "email", "desk", "room"].into_iter().find(|known| *known == self.contact);
        let interpreter = self.needs.interpreter_lang.map_or("", Lang::tag);
        let mut pairs = vec![
            (NAME, cut(&self.name, NAME_KEPT)),
            (CONTACT, contact.unwrap_or_default().to_owned()),
            (PHONE, cut(&self.phone, 40)),
            (EMAIL, self.email.clone()),
            (SHARE, ticked(self.shares_phone, "phone")),
            (NEED, ticked(self.needs.interpreter, "interpreter")),
            (NEED, ticked(self.needs.childcare, "childcare")),
            (NEED, ticked(self.needs.transport, "transport")),
            (INTERPRETER, interpreter.to_owned()),
            (LEAVE_AT, cut(&self.leave_at, 10)),
            (ADULT, ticked(self.adult, "1")),
            (GROUP, self.group.map(|group| group.to_string()).unwrap_or_default()),
        ];
        pairs.extend(self.spoken.iter().map(|lang| (SPOKEN, lang.tag().to_owned())));
        let stars = StarFields::of(offered.iter().copied());
        let starred =
            self.interests.iter().map(|one| (stars.name(one.vacancy), one.interest.as_str().to_owned()));
        let pairs = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(starred);
        pairs.filter(|(_, value)| !value.is_empty()).collect()
    }

    pub fn interest_in(&self, vacancy: VacancyId) -> Option<Interest> {
        self.interests.iter().find(|choice| choice.vacancy == vacancy).map(|choice| choice.interest)
    }
}

/// At most so many bytes, and the letter that they end in: what was too long still is.
fn no_longer(text: &str, bytes: usize) -> String {
    text.char_indices().take_while(|(at, _)| *at < bytes).map(|(_, sign)| sign).collect()
}

fn name(raw: &str) -> Result<Name, FieldFault> {
    Name::parse(raw).map_err(|refused| match refused {
        TextRefused::Empty => FieldFault::NameMissing,
        TextRefused::TooLong => FieldFault::NameTooLong,
        TextRefused::Unprintable => FieldFault::NameUnprintable,
    })
}

fn contact(pairs: &[(String, String)]) -> Result<Contact, FieldFault> {
    let (number, address) = (value(pairs, PHONE).trim(), value(pairs, EMAIL).trim());
    let way = match value(pairs, CONTACT) {
        // Who types a number or an address and forgets the choice has made it.
        "" if !number.is_empty() => "phone",
        "" if !address.is_empty() => "email",
        chosen => chosen,
    };
    match way {
        "desk" => Ok(Contact::Desk),
        "room" => Ok(Contact::RoomSlip),
        "phone" if number.is_empty() => Err(FieldFault::PhoneMissing),
        "phone" => Phone::parse(number).map(Contact::Phone).map_err(|refused| match refused {
            PhoneRefused::NotDigits => FieldFault::PhoneNotDigits,
            PhoneRefused::Length => FieldFault::PhoneLength,
        }),
        "email" if address.is_empty() => Err(FieldFault::EmailMissing),
        "email" => Email::parse(address).map(Contact::Email).map_err(|_| FieldFault::EmailWrong),
        _ => Err(FieldFault::ContactMissing),
    }
}

/// Reads a posted sign-up for a fair that offers these vacancies. All faults at once, in the order of the form.
pub fn parse_sign_up(
    pairs: &[(String, String)],
    offered: &[VacancyId],
) -> Result<SignUpForm, Vec<FieldFault>> {
    if pairs.len() > FIELDS_MAX {
        return Err(vec![FieldFault::Damaged]);
    }
    let mut faults = Vec::new();
    let mut keep = |fault| faults.push(fault);
    let (interests, all_known) = interests(pairs, offered);
    let name = name(value(pairs, NAME)).map_err(&mut keep).ok();
    let contact = contact(pairs).map_err(&mut keep).ok();
    let needs = needs(pairs);
    if needs.leave_at_min.is_none() && !value(pairs, LEAVE_AT).trim().is_empty() {
        keep(FieldFault::LeaveAt);
    }
    if value(pairs, ADULT).is_empty() {
        keep(FieldFault::NotAdult);
    }
    if !all_known {
        keep(FieldFault::UnknownVacancy);
    }
    let ids = (value(pairs, KEY).parse(), value(pairs, SIGN_UP).parse(), value(pairs, RESIDENT).parse());
    match (name, contact, ids) {
        (Some(name), Some(contact), (Ok(key), Ok(sign_up), Ok(resident))) if faults.is_empty() => {
            // Ticked means: I can hold a talk in it. That is A2 at least (domain::people::Level::holds_a_talk).
            let spoken =
                spoken(pairs).into_iter().map(|lang| SpokenLang { lang, level: Level::A2 }).collect();
            // There is nothing to share where no number is known.
            let shares_phone = shares_phone(pairs) && matches!(contact, Contact::Phone(_));
            let group = value(pairs, GROUP).parse().ok();
            Ok(SignUpForm {
                key,
                sign_up,
                resident,
                name,
                contact,
                spoken,
                needs,
                shares_phone,
                group,
                interests,
            })
        }
        (_, _, ids) => {
            if !matches!(ids, (Ok(_), Ok(_), Ok(_))) {
                faults.push(FieldFault::Damaged);
            }
            Err(faults)
        }
    }
}

#[cfg(test)]
mod tests;
