//! E-mail on the pages: asked for where it can be sent, and told of to staff.

use super::samples::*;
use super::{check, render};
use crate::public::form::FieldFault;
use crate::public::steps::Step;
use crate::public::views::*;
use domain::lang::Lang;

#[test]
fn an_address_is_asked_where_e_mail_is_sent_and_nowhere_else() {
    let asked = ["name=\"contact\" value=\"email\"", "type=\"email\"", "id=\"field-email\""];
    let mut whole = fair(1);
    check(Page::Fair(whole.clone()), Lang::Nl, &[], &asked);
    whole.mail = true;
    check(Page::Fair(whole), Lang::Nl, &asked, &["checked"]);
    let mut one = step(Step::Contact, 1);
    check(Page::Step(one.clone()), Lang::Nl, &[], &asked);
    one.mail = true;
    check(Page::Step(one.clone()), Lang::Ar, &asked, &[]);
    // Who chose it while it was offered still sees what they chose.
    (one.mail, one.typed.contact) = (false, "email".into());
    check(Page::Step(one), Lang::Nl, &asked, &[]);
}

#[test]
fn an_address_that_is_wrong_is_shown_with_what_to_do_at_its_field() {
    let mut page = fair(1);
    page.mail = true;
    (page.typed.contact, page.typed.email) = ("email".into(), "plas@post".into());
    page.faults = vec![FieldFault::EmailWrong];
    let has =
        ["href=\"#field-email\"", "id=\"field-email-error\"", "value=\"plas@post\"", "aria-invalid=\"true\""];
    let html = check(Page::Fair(page), Lang::Nl, &has, &[]);
    assert_eq!(html.matches("Dit is geen e-mailadres").count(), 2, "in the summary and at the field");
}

#[test]
fn what_was_answered_says_the_address_and_nothing_of_a_number() {
    let mut page = step(Step::Review, 1);
    (page.typed.contact, page.typed.email) = ("email".into(), "plas@post.example".into());
    page.typed.phone = "06 12345678".into();
    check(Page::Step(page), Lang::Nl, &["plas@post.example"], &["06 12345678", "telefoonnummer"]);
}

#[test]
fn who_gave_an_address_is_sent_an_e_mail_by_a_press_and_who_did_not_get_it_stands_first() {
    let page = messages_by_mail();
    let has = [
        "Per e-mail",
        "Verstuur deze 2 e-mails",
        "Niet aangekomen",
        "Dit adres is geweigerd",
        "e-mail is onderweg",
        "<span class=\"visually-hidden\">: Regenboog</span>",
        "<span class=\"visually-hidden\">: Druppel</span>",
    ];
    let html = check(Page::Tell(Box::new(page.clone())), Lang::Nl, &has, &["@", "mailto:"]);
    let at = |text: &str| html.find(text).unwrap_or(usize::MAX);
    assert!(at("Druppel") < at("Windroos") && at("Windroos") < at("Regenboog"), "first what went wrong");
    assert!(at("Regenboog") < at("Regenjas"), "paper last");
    // One form for both, one for each of them, and one to try again: the two stand twice.
    assert_eq!(html.matches("name=\"one\"").count(), 5);
    assert_eq!(html.matches("<h1").count(), 1);
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
    check(Page::Tell(Box::new(page)), Lang::En, &["Send these 2 e-mails", "This address was refused"], &[]);
}

#[test]
fn where_no_e_mail_is_sent_who_gave_an_address_gets_a_slip() {
    let page = TellPage { mail: MailIs::Off, ..messages_by_mail() };
    let html = render(Page::Tell(Box::new(page)), &frame(Lang::Nl));
    assert!(!html.contains("name=\"one\"") && !html.contains("Per e-mail"), "{html}");
    let papers = html.split("Op papier").nth(1).unwrap_or_default();
    assert!(papers.contains("Regenboog") && papers.contains("Plas"), "{papers}");
}

#[test]
fn the_demo_says_where_its_e_mails_are() {
    let folder = MailIs::Folder("/data/mail".into());
    check(
        Page::Tell(Box::new(TellPage { mail: folder, ..messages_by_mail() })),
        Lang::Nl,
        &["/data/mail"],
        &[],
    );
}
