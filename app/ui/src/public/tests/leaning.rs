//! Three pictures for who chose nothing.

use super::check;
use super::samples::{leaning, mine, my_data, signed_up};
use crate::public::views::{MyDataPage, Page};
use domain::lang::Lang;

#[test]
fn three_questions_with_pictures_and_words_each_of_which_may_be_passed_over() {
    for lang in [Lang::Nl, Lang::Ar] {
        let names = ["name=\"with\"", "name=\"air\"", "name=\"among\""];
        let html = check(Page::Leaning(leaning()), lang, &names, &["required"]);
        assert_eq!(html.matches("class=\"pictogram\"").count(), 6, "a picture for each answer");
        assert_eq!(html.matches(" checked").count(), 3, "what was passed over says so");
    }
    check(Page::Leaning(leaning()), Lang::Nl, &["Met mijn handen", "Met een computer", "Sla over"], &[]);
}

#[test]
fn who_chose_nothing_is_asked_and_who_chose_is_not() {
    check(Page::Mine(mine()), Lang::Nl, &[], &["Welk werk past bij u?"]);
    check(Page::SignedUp(signed_up()), Lang::Nl, &[], &["Welk werk past bij u?"]);
    let asked = ["Welk werk past bij u?", "href=\"/mijn/werk/1?lang=nl\""];
    let path = Some("/mijn/werk/1".to_owned());
    let mut page = mine();
    page.days[0].leaning_path = path.clone();
    check(Page::Mine(page), Lang::Nl, &asked, &[]);
    let mut page = signed_up();
    page.leaning_path = path;
    check(Page::SignedUp(page), Lang::Nl, &asked, &[]);
}

#[test]
fn what_is_kept_of_the_answers_stands_among_the_own_data() {
    let page = MyDataPage { mine: Some(Box::new(my_data())) };
    check(Page::MyData(page), Lang::Nl, &["Met mijn handen · Buiten"], &[]);
}
