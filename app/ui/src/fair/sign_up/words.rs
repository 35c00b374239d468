//! What the desk must mend, said to who sits behind it: the public form says the same to the person themselves.

use crate::public::form::FieldFault;
use crate::texts::fair::sign_up_wrong as w;
use domain::lang::Lang;

pub fn wrong(lang: Lang, fault: FieldFault) -> &'static str {
    match fault {
        FieldFault::NameMissing => w::name_missing(lang),
        FieldFault::NameTooLong => w::name_too_long(lang),
        FieldFault::NameUnprintable => w::name_unprintable(lang),
        FieldFault::ContactMissing => w::contact_missing(lang),
        FieldFault::PhoneMissing => w::phone_missing(lang),
        FieldFault::PhoneNotDigits => w::phone_not_digits(lang),
        FieldFault::PhoneLength => w::phone_length(lang),
        FieldFault::EmailMissing => w::email_missing(lang),
        FieldFault::EmailWrong => w::email_wrong(lang),
        FieldFault::LeaveAt => w::leave_at(lang),
        FieldFault::NotAdult => w::not_adult(lang),
        FieldFault::UnknownVacancy => w::unknown_vacancy(lang),
        FieldFault::Damaged => w::damaged(lang),
    }
}
