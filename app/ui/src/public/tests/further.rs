//! Further questions: of who answers, and of who asks.

use super::check;
use super::samples::{further, further_of, mine, my_data};
use crate::public::views::{FurtherWay, MyDataPage, Page};
use domain::fair::further::{Said, Topic};
use domain::lang::Lang;

#[test]
fn each_question_has_its_answers_and_may_be_passed_over() {
    for lang in Lang::ALL {
        let html = check(Page::Further(further()), *lang, &[], &["required"]);
        let answers: usize = Topic::ALL.iter().map(|topic| topic.answers().len() + 1).sum();
        assert_eq!(html.matches("type=\"radio\"").count(), answers, "{lang:?}");
        assert_eq!(html.matches(" checked").count(), Topic::ALL.len(), "one stands at each");
        assert_eq!(html.matches("name=\"asked\"").count(), Topic::ALL.len());
    }
    let words = ["Heeft u een fiets?", "16 tot 32 uur", "Geen antwoord", "Dat verandert niets aan uw plek."];
    check(Page::Further(further()), Lang::Nl, &words, &["Windroos"]);
    let mut page = further();
    page.whose = Some((27, "Windroos".into()));
    check(Page::Further(page), Lang::Nl, &["Windroos"], &[]);
}

#[test]
fn who_has_questions_to_answer_finds_them_on_their_own_page() {
    check(Page::Mine(mine()), Lang::Nl, &[], &["Nog een paar vragen", "Mijn antwoorden"]);
    for (is_new, words) in [(true, "Beantwoord de vragen"), (false, "Mijn antwoorden")] {
        let mut page = mine();
        page.days[0].further = Some(FurtherWay { path: "/mijn/vragen/1".into(), is_new });
        check(Page::Mine(page), Lang::Nl, &[words, "href=\"/mijn/vragen/1?lang=nl\""], &[]);
    }
}

#[test]
fn staff_choose_and_read_and_who_only_reads_has_no_form() {
    let asked =
        ["Wat wilt u vragen?", "Tot 16 uur: 0", "16 tot 32 uur: 1", "1 van 2 mensen", "nog niets gezegd"];
    let html = check(Page::FurtherOf(Box::new(further_of())), Lang::Nl, &asked, &[]);
    assert_eq!(html.matches("name=\"topic\"").count(), Topic::ALL.len());
    assert_eq!(html.matches(" checked").count(), 2);
    let mut page = further_of();
    page.ask = None;
    page.people.iter_mut().for_each(|person| person.path = None);
    check(Page::FurtherOf(Box::new(page.clone())), Lang::Nl, &["16 tot 32 uur: 1"], &["<form", "Vul in"]);
    page.topics.clear();
    check(Page::FurtherOf(Box::new(page)), Lang::Nl, &["Er wordt nu niets gevraagd"], &["Windroos"]);
}

#[test]
fn what_is_kept_of_the_answers_stands_among_the_own_data() {
    let page = MyDataPage { mine: Some(Box::new(my_data())) };
    assert_eq!(my_data().further[0].1.get(&Topic::Bicycle), Some(&Said::Yes));
    check(Page::MyData(page), Lang::Nl, &["Heeft u een fiets?", "Uw antwoorden op meer vragen"], &[]);
}
