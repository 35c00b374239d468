//! Further questions: chosen by the organiser, answered by who has a place or by the desk for them, read by who finds work
//! for people, and by nobody else.

use crate::group::{fresh, hidden, signs_up};
use crate::hall::{Browser, Hall};
use crate::standby::{day, noon_in_a_week_ms};
use axum::http::StatusCode;
use domain::command::{Command, MakeFair};
use domain::fair::FairKind;
use domain::fair::further::{Answers, Said, Topic};
use domain::ids::*;
use server::chance;
use store::further;
use sync::{Outcome, Rejection};

struct Asks {
    hall: Hall,
    organiser: Browser,
    fair: FairId,
    phone: Browser,
    sign_up: SignUpId,
}

impl Asks {
    /// A fair of one place in a week, and who has it.
    async fn open() -> Asks {
        let hall = Hall::open().await;
        let mut organiser = hall.signed_in("organiser").await;
        let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
        let day = day(noon_in_a_week_ms(), 1);
        let wish = MakeFair { fair, session, kind: FairKind::Banenmarkt, day, like: None };
        organiser.does(Command::MakeFair(wish)).await;
        organiser.does(Command::OpenSignUp { fair }).await;
        let mut phone = hall.browser();
        let sign_up = signs_up(&mut phone, &format!("/banenmarkt/{fair}?lang=nl"), "Fietsbel").await;
        Asks { hall, organiser, fair, phone, sign_up }
    }

    fn path(&self) -> String {
        format!("/app-api/further/{}?lang=nl", self.fair)
    }

    fn own_path(&self) -> String {
        format!("/mijn/vragen/{}?lang=nl", self.sign_up)
    }

    async fn asks(&mut self, topics: &[&str]) {
        let (path, key) = (self.path(), fresh());
        let topics = topics.iter().map(|topic| ("topic", *topic));
        let fields: Vec<_> = [("key", key.as_str())].into_iter().chain(topics).collect();
        assert_eq!(self.organiser.post_form(&path, &fields).await.status, StatusCode::SEE_OTHER);
    }

    async fn says(&mut self, fields: &[(&str, &str)]) -> StatusCode {
        let (path, key) = (self.own_path(), fresh());
        let fields: Vec<_> = [("key", key.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.phone.post_form(&path, &fields).await.status
    }

    async fn kept(&self) -> Answers {
        let mut tx = self.hall.app.store.read().await.expect("a snapshot");
        further::answers(&mut tx, self.sign_up).await.expect("read")
    }
}

#[tokio::test]
async fn who_has_a_place_answers_what_is_asked_and_can_change_it_or_take_it_back() {
    let mut it = Asks::open().await;
    let own = it.phone.get("/mijn?lang=nl").await.text;
    assert!(!own.contains("/mijn/vragen/"), "nothing is asked yet");
    assert_eq!(it.phone.get(&it.own_path()).await.status, StatusCode::NOT_FOUND);

    it.asks(&["bicycle", "hours"]).await;
    let own = it.phone.get("/mijn?lang=nl").await.text;
    assert!(own.contains("Nog een paar vragen") && own.contains("Beantwoord de vragen"), "{own}");
    let form = it.phone.get(&it.own_path()).await.text;
    assert!(form.contains("Heeft u een fiets?") && !form.contains("Heeft u een cv?"), "{form}");
    let key = hidden(&form, "action=\"/mijn/vragen/", "key");
    let both = [("asked", "bicycle"), ("asked", "hours"), ("bicycle", "yes"), ("hours", "")];
    let fields: Vec<_> = [("key", key.as_str())].into_iter().chain(both).collect();
    for tap in ["once", "twice"] {
        let path = it.own_path();
        assert_eq!(it.phone.post_form(&path, &fields).await.status, StatusCode::SEE_OTHER, "{tap}");
    }
    assert_eq!(it.kept().await, Answers::from([(Topic::Bicycle, Said::Yes)]));
    let own = it.phone.get("/mijn?lang=nl").await.text;
    assert!(own.contains("Mijn antwoorden") && !own.contains("Beantwoord de vragen"), "{own}");
    assert!(it.phone.get("/mijn-gegevens?lang=nl").await.text.contains("Heeft u een fiets?"));

    assert_eq!(it.says(&[("asked", "hours"), ("hours", "yes")]).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        it.says(&[("asked", "cv"), ("cv", "help")]).await,
        StatusCode::SEE_OTHER,
        "not asked: not kept"
    );
    assert_eq!(it.kept().await.len(), 1);
    assert_eq!(it.says(&[("asked", "bicycle"), ("bicycle", "")]).await, StatusCode::SEE_OTHER);
    assert_eq!(it.kept().await, Answers::new(), "taken back, nothing is kept");
}

#[tokio::test]
async fn staff_read_what_is_asked_and_the_desk_answers_for_who_has_no_phone() {
    let mut it = Asks::open().await;
    it.asks(&["bicycle", "cv"]).await;
    let path = it.path();
    let page = it.organiser.get(&path).await.text;
    assert!(page.contains("0 van 1 mensen met een plek") && page.contains("nog niets gezegd"), "{page}");

    let mut desk = it.hall.signed_in("desk").await;
    let page = desk.get(&path).await.text;
    assert!(!page.contains("Bewaar de vragen"), "the desk does not choose them: {page}");
    let fill = format!("/app-api/further/for/{}?lang=nl", it.sign_up);
    assert!(page.contains(&format!("href=\"{fill}\"")), "{page}");
    let form = desk.get(&fill).await.text;
    assert!(form.contains("Fietsbel") && form.contains("Heeft u een fiets?"), "{form}");
    let key = hidden(&form, "action=\"/app-api/further/for/", "key");
    let fields = [("key", key.as_str()), ("asked", "bicycle"), ("bicycle", "no")];
    assert_eq!(desk.post_form(&fill, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(it.kept().await, Answers::from([(Topic::Bicycle, Said::No)]));

    let mut matcher = it.hall.signed_in("matcher").await;
    let page = matcher.get(&path).await.text;
    assert!(page.contains("Heeft u een fiets? Nee") && page.contains("Nee: 1"), "{page}");
    assert!(
        !page.contains("/app-api/further/for/") && !page.contains("<form"),
        "who matches only reads: {page}"
    );
    assert_eq!(matcher.get(&fill).await.status, StatusCode::NOT_FOUND);
    let fields =
        [("key", &*fresh()), ("asked", "bicycle"), ("bicycle", "yes")].map(|(a, b)| (a, b.to_owned()));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(matcher.post_form(&fill, &fields).await.status, StatusCode::NOT_FOUND);
    let odd = matcher.post_form(&fill, &[("key", &*fresh()), ("asked", "religion")]).await;
    assert_eq!(odd.status, StatusCode::NOT_FOUND, "what is wrong with it is nobody's to hear who may not");
    let mut stranger = it.hall.browser();
    for path in [&path, &fill] {
        assert_eq!(stranger.get(path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(it.phone.get(path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(it.kept().await, Answers::from([(Topic::Bicycle, Said::No)]));
}

#[tokio::test]
async fn a_question_that_is_turned_off_is_nobodys_to_read_and_comes_back_with_its_answers() {
    let mut it = Asks::open().await;
    it.asks(&["bicycle"]).await;
    assert_eq!(it.says(&[("asked", "bicycle"), ("bicycle", "yes")]).await, StatusCode::SEE_OTHER);
    it.asks(&[]).await;
    let path = it.path();
    let page = it.organiser.get(&path).await.text;
    assert!(!page.contains("Fietsbel") && !page.contains("Ja: 1"), "{page}");
    assert!(!it.phone.get("/mijn?lang=nl").await.text.contains("/mijn/vragen/"));
    let own = it.phone.get("/mijn-gegevens?lang=nl").await.text;
    assert!(own.contains("Heeft u een fiets?"), "who answered sees that it is kept");
    it.asks(&["bicycle", "start"]).await;
    assert!(it.organiser.get(&path).await.text.contains("Heeft u een fiets? Ja"));
}

#[tokio::test]
async fn who_has_no_place_is_asked_nothing_and_nobody_answers_for_another() {
    let mut it = Asks::open().await;
    it.asks(&["start"]).await;
    let mut waits = it.hall.browser();
    let other = signs_up(&mut waits, &format!("/banenmarkt/{}?lang=nl", it.fair), "Wachtbank").await;
    assert!(!waits.get("/mijn?lang=nl").await.text.contains("/mijn/vragen/"), "on standby");
    let answers = vec![(Topic::Start, Some(Said::Now))];
    let asked = it.organiser.push(Command::AnswerFurther { sign_up: other, answers: answers.clone() }).await;
    assert_eq!(asked.outcome, Outcome::Rejected(Rejection::NotNow));
    let (key, path) = (fresh(), it.own_path());
    let fields = [("key", key.as_str()), ("asked", "start"), ("start", "now")];
    assert_eq!(waits.post_form(&path, &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(it.kept().await, Answers::new());

    let wrong = vec![(Topic::Start, Some(Said::Yes))];
    let wrong = it.organiser.push(Command::AnswerFurther { sign_up: it.sign_up, answers: wrong }).await;
    assert_eq!(wrong.outcome, Outcome::Rejected(Rejection::Malformed));
    it.organiser.does(Command::AnswerFurther { sign_up: it.sign_up, answers: answers.clone() }).await;
    let again = it.organiser.push(Command::AnswerFurther { sign_up: it.sign_up, answers }).await;
    assert_eq!(again.outcome, Outcome::Noop);
    let topics = vec![Topic::Start];
    let again = it.organiser.push(Command::AskFurther { fair: it.fair, topics }).await;
    assert_eq!(again.outcome, Outcome::Noop);

    it.organiser.does(Command::Withdraw { sign_up: it.sign_up }).await;
    assert_eq!(it.says(&[("asked", "start"), ("start", "later")]).await, StatusCode::CONFLICT);
    let path = it.path();
    assert!(!it.organiser.get(&path).await.text.contains("Fietsbel"), "who does not come is not listed");
}

#[tokio::test]
async fn a_large_fair_is_read_in_parts_and_nobody_is_left_out() {
    let hall = Hall::open().await;
    let mut organiser = hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    organiser.does(Command::AskFurther { fair: fair.fair, topics: vec![Topic::Cv] }).await;
    let path = format!("/app-api/further/{}", fair.fair);
    let silent = |page: &str| page.matches("nog niets gezegd").count();
    let first = organiser.get(&format!("{path}?lang=nl")).await.text;
    let from = first.split("?from=").nth(1).and_then(|rest| rest.split('&').next()).expect("a next part");
    let rest = organiser.get(&format!("{path}?from={from}&lang=nl")).await.text;
    assert!(!rest.contains("?from="), "the last part");
    assert_eq!(silent(&first), 100, "a part");
    assert_eq!(silent(&first) + silent(&rest), fair.placed as usize, "each person once");
    let odd = organiser.get(&format!("{path}?from=everybody&lang=nl")).await;
    assert_eq!((odd.status, silent(&odd.text)), (StatusCode::OK, 100), "from the beginning");
}
