//! Second interviews: times that staff offer, of which each is picked once; given back, taken back, and in the calendar.

use crate::group::{fresh, hidden, signs_up};
use crate::hall::{Browser, Hall};
use crate::thread::follow_ups;
use axum::http::StatusCode;
use domain::command::Command;
use domain::follow_up::FollowUpState;
use domain::follow_up::times::OFFERED_MAX;
use domain::ids::{CandidacyId, FollowUpId, SignUpId, TimeId, VacancyId};
use domain::text::Line;
use domain::time::{from_ms, in_amsterdam};
use server::{chance, clock};
use store::candidacies::{self, Candidacy};
use store::{follow_ups as asked, sign_ups};
use sync::views::FairHead;
use sync::{Outcome, Rejection, Scope, View};

const DAY_MS: i64 = 86_400_000;

/// A vacancy, and phones of people who are asked to come for it a second time.
struct Asked {
    hall: Hall,
    matcher: Browser,
    vacancy: VacancyId,
    other: VacancyId,
    people: Vec<(Browser, FollowUpId)>,
    sign_ups: Vec<SignUpId>,
}

impl Asked {
    async fn of(names: &[&str]) -> Asked {
        let hall = Hall::open().await;
        let mut organiser = hall.signed_in("organiser").await;
        let (fair, _) = organiser.fairs().await;
        organiser.does(Command::OpenSignUp { fair: fair.fair }).await;
        let View::Fair(view) = organiser.view(Scope::Fair(fair.fair)).await else { panic!("not a fair") };
        let mut vacancies =
            view.employers.iter().flat_map(|employer| &employer.vacancies).map(|one| one.vacancy);
        let [vacancy, other] = [vacancies.next(), vacancies.next()].map(|one| one.expect("a vacancy"));
        let (mut people, mut sign_ups) = (Vec::new(), Vec::new());
        for name in names {
            let mut phone = hall.browser();
            let sign_up = signs_up(&mut phone, &format!("/banenmarkt/{}?lang=nl", fair.fair), name).await;
            people.push((phone, is_asked(&hall, &fair, sign_up, vacancy).await));
            sign_ups.push(sign_up);
        }
        let matcher = hall.signed_in("matcher").await;
        Asked { hall, matcher, vacancy, other, people, sign_ups }
    }

    fn path(&self) -> String {
        format!("/app-api/second-interviews/{}?lang=nl", self.vacancy)
    }

    async fn page(&mut self) -> String {
        let path = self.path();
        self.matcher.get(&path).await.text
    }

    /// Offers a time so many days ahead by the form; gives its id.
    async fn offers(&mut self, days: i64) -> String {
        let page = self.page().await;
        let [key, time] =
            ["key", "time"].map(|name| hidden(&page, "<h2>Nog een moment aanbieden</h2>", name));
        let at = in_amsterdam(from_ms(clock::now_ms() + days * DAY_MS));
        let date = at.format("%Y-%m-%d").to_string();
        let fields = [
            ("key", key.as_str()),
            ("time", &time),
            ("does", "offer"),
            ("date", &date),
            ("clock", "10:30"),
            ("place", "Receptie, Dorpsstraat 1"),
        ];
        for tap in ["once", "twice"] {
            let heard = self.matcher.post_form(&self.path(), &fields).await;
            assert_eq!(heard.status, StatusCode::SEE_OTHER, "{tap}: {}", heard.text);
        }
        time
    }

    async fn takes_back(&mut self, time: &str) {
        let path = self.path();
        let heard =
            self.matcher.post_form(&path, &[("key", &fresh()), ("time", time), ("does", "back")]).await;
        assert_eq!(heard.status, StatusCode::SEE_OTHER, "{}", heard.text);
    }

    async fn mine(&mut self, who: usize) -> String {
        self.people[who].0.get("/mijn?lang=nl").await.text
    }

    /// Presses a time on the own page, or "none of these fits".
    async fn picks(&mut self, who: usize, time: Option<&str>) -> (StatusCode, String) {
        let (phone, follow_up) = &mut self.people[who];
        let (key, follow_up) = (fresh(), follow_up.to_string());
        let mut fields = vec![("key", key.as_str()), ("follow_up", &follow_up)];
        fields.extend(time.map(|time| ("time", time)));
        let heard = phone.post_form("/mijn?lang=nl", &fields).await;
        (heard.status, heard.text)
    }

    async fn calendar(&mut self, who: usize) -> String {
        let file = self.people[who].0.get("/mijn/agenda.ics?lang=nl").await.text.replace("\r\n ", "");
        let uid = format!("UID:{}@werkronde", self.people[who].1);
        let entry = file.split("BEGIN:VEVENT").find(|entry| entry.contains(&uid));
        entry.unwrap_or_default().to_owned()
    }
}

/// As an employer's sheet asks.
async fn is_asked(hall: &Hall, fair: &FairHead, sign_up: SignUpId, vacancy: VacancyId) -> FollowUpId {
    let mut tx = hall.app.store.write().await.expect("a transaction");
    let row = sign_ups::get(&mut tx, sign_up).await.expect("read").expect("signed up");
    let begun = Candidacy {
        id: CandidacyId(chance::id()),
        location: row.location,
        resident: row.resident,
        vacancy,
        begun_ms: clock::now_ms(),
    };
    candidacies::begin(&mut tx, &begun).await.expect("begun");
    let id = FollowUpId(chance::id());
    let state = FollowUpState::Asked;
    asked::insert(&mut tx, id, fair.session, &begun, state, clock::now_ms()).await.expect("asked");
    tx.commit().await.expect("kept");
    id
}

#[tokio::test]
async fn a_time_is_picked_once_and_who_comes_second_sees_what_is_left() {
    let mut table = Asked::of(&["Vroegop", "Langslaper"]).await;
    assert!(!table.mine(0).await.contains("Kies een moment"), "none was offered yet");
    let (early, late) = (table.offers(3).await, table.offers(4).await);
    let page = table.mine(0).await;
    assert!(page.contains("Kies een moment") && page.contains("10.30 uur"), "{page}");

    for tap in ["once", "twice"] {
        assert_eq!(table.picks(0, Some(&early)).await.0, StatusCode::SEE_OTHER, "{tap}");
    }
    let page = table.mine(0).await;
    assert!(page.contains("Uw afspraak") && page.contains("Receptie, Dorpsstraat 1"), "{page}");
    let (status, page) = table.picks(1, Some(&early)).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("net niet meer vrij") && page.contains(&late) && !page.contains(&early), "{page}");
    assert!(page.contains("data-live-url=\"/mijn/live?lang=nl\""), "it is the own page: {page}");
    assert_eq!(table.picks(1, Some(&late)).await.0, StatusCode::SEE_OTHER);

    let staff = table.page().await;
    assert!(
        staff.contains("Vroegop") && staff.contains("heeft een moment") && staff.contains("Langslaper"),
        "{staff}"
    );
    let listed = table.matcher.get("/app-api/second-interviews?lang=nl").await.text;
    assert!(listed.contains("iedereen heeft een moment") && listed.contains("2 personen"), "{listed}");
    let rows = follow_ups(&mut table.matcher).await.candidacies;
    let row = rows.iter().find(|row| row.follow_up == Some(table.people[0].1)).expect("a row");
    assert_eq!(row.follow_up_state, Some(FollowUpState::Accepted), "who picks a time wants it");
    assert!(row.meets_ms.is_some());
    let data = table.people[0].0.get("/mijn-gegevens?lang=nl").await.text;
    assert!(data.contains("Receptie, Dorpsstraat 1"), "{data}");

    let entry = table.calendar(0).await;
    for line in ["STATUS:CONFIRMED", "SUMMARY:Tweede gesprek: ", "LOCATION:Receptie\\, Dorpsstraat 1"] {
        assert!(entry.contains(line), "{line}: {entry}");
    }
    // Whoever says no to the interview gives the time back.
    let (phone, follow_up) = &mut table.people[0];
    let fields = [("key", fresh()), ("follow_up", follow_up.to_string()), ("wants", "no".into())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(phone.post_form("/mijn/tweede-gesprek?lang=nl", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(table.calendar(0).await.contains("STATUS:CANCELLED"));
    assert!(table.mine(1).await.contains(&early), "it is free for others");
    assert_eq!(table.picks(1, Some(&early)).await.0, StatusCode::SEE_OTHER, "another time instead");
    assert!(table.mine(1).await.contains(&late), "and the one before is free");
}

#[tokio::test]
async fn nobody_picks_two_second_interviews_at_one_time() {
    let mut table = Asked::of(&["Vroegop"]).await;
    let (first, second) = (table.offers(3).await, table.offers(4).await);
    assert_eq!(table.picks(0, Some(&first)).await.0, StatusCode::SEE_OTHER);

    // Another employer asks the same person, and offers the same moments.
    let mut organiser = table.hall.signed_in("organiser").await;
    let (fair, _) = organiser.fairs().await;
    let sign_up = table.sign_ups[0];
    let elsewhere = is_asked(&table.hall, &fair, sign_up, table.other).await;
    (table.vacancy, table.people[0].1) = (table.other, elsewhere);
    let (same, free) = (table.offers(3).await, table.offers(5).await);
    let (status, page) = table.picks(0, Some(&same)).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("U heeft dan al een ander tweede gesprek") && page.contains(&free), "{page}");
    let path = table.path();
    let field = format!("time-{elsewhere}");
    let fields =
        [("key", fresh()), ("follow_up", elsewhere.to_string()), ("does", "pick".into()), (&field, same)];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let by_staff = table.matcher.post_form(&path, &fields).await;
    assert_eq!(by_staff.status, StatusCode::CONFLICT);
    assert!(
        by_staff.text.contains("Deze persoon heeft dan al een ander tweede gesprek"),
        "{}",
        by_staff.text
    );
    assert_eq!(table.picks(0, Some(&free)).await.0, StatusCode::SEE_OTHER, "another moment is fine");
    let staff = table.page().await;
    assert!(!staff.contains(&second), "and the times of one vacancy are not those of another");
}

#[tokio::test]
async fn what_staff_take_back_is_told_and_a_new_time_asks_again() {
    let mut table = Asked::of(&["Vroegop"]).await;
    let early = table.offers(3).await;
    assert_eq!(table.picks(0, Some(&early)).await.0, StatusCode::SEE_OTHER);
    table.takes_back(&early).await;
    let page = table.mine(0).await;
    assert!(page.contains("gaat niet door") && page.contains("Er is nu geen moment vrij"), "{page}");
    assert!(table.calendar(0).await.contains("STATUS:CANCELLED"));
    assert_eq!(table.picks(0, Some(&early)).await.0, StatusCode::CONFLICT, "it does not come back");
    assert!(table.page().await.contains("moet opnieuw kiezen"));

    table.offers(5).await;
    for tap in ["once", "twice"] {
        assert_eq!(table.picks(0, None).await.0, StatusCode::SEE_OTHER, "{tap}");
    }
    let page = table.mine(0).await;
    assert!(
        page.contains("U zei dat geen moment past") && !page.contains("Geen van deze momenten"),
        "{page}"
    );
    assert!(table.page().await.contains("geen moment past"));
    let third = table.offers(6).await;
    let page = table.mine(0).await;
    assert!(page.contains("Geen van deze momenten past") && page.contains(&third), "{page}");

    // At the desk somebody says which one, and the matcher writes it down.
    let follow_up = table.people[0].1.to_string();
    let (path, field) = (table.path(), format!("time-{follow_up}"));
    let fields =
        [("key", fresh()), ("does", "pick".into()), ("follow_up", follow_up), (field.as_str(), third)];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(table.matcher.post_form(&path, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(table.mine(0).await.contains("Uw afspraak"));
    let entry = table.calendar(0).await;
    assert!(entry.contains("STATUS:CONFIRMED"), "the same entry, at another time: {entry}");
}

#[tokio::test]
async fn a_time_needs_a_day_to_come_and_a_place_and_a_dozen_are_enough() {
    let mut table = Asked::of(&["Vroegop"]).await;
    let path = table.path();
    let [key, time] = [fresh(), fresh()];
    let typed = |date, place| {
        [
            ("key", key.as_str()),
            ("time", time.as_str()),
            ("does", "offer"),
            ("date", date),
            ("clock", "10:30"),
            ("place", place),
        ]
    };
    let heard = table.matcher.post_form(&path, &typed("2999-01-01", "")).await;
    assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        heard.text.contains("href=\"#field-place\"") && heard.text.contains("value=\"2999-01-01\""),
        "{}",
        heard.text
    );
    for date in ["2999-01-01", "2020-01-01"] {
        let heard = table
            .matcher
            .post_form(
                &path,
                &[("key", fresh().as_str())]
                    .into_iter()
                    .chain(typed(date, "Hal").into_iter().skip(1))
                    .collect::<Vec<_>>(),
            )
            .await;
        assert_eq!(heard.status, StatusCode::UNPROCESSABLE_ENTITY, "{date}");
        assert!(heard.text.contains("komende half jaar"), "{}", heard.text);
    }
    for days in 1..=OFFERED_MAX as i64 {
        table.offers(days).await;
    }
    let page = table.page().await;
    assert!(page.contains("Er zijn nu genoeg momenten") && !page.contains("name=\"clock\""), "{page}");
    let place = Line::parse("Hal").expect("a line");
    let starts_ms = clock::now_ms() + DAY_MS;
    let more = Command::OfferTime { time: TimeId(chance::id()), vacancy: table.vacancy, starts_ms, place };
    assert_eq!(table.matcher.push(more).await.outcome, Outcome::Rejected(Rejection::Full));
}

#[tokio::test]
async fn nobody_offers_who_does_not_follow_up_and_nobody_picks_for_another() {
    let mut table = Asked::of(&["Vroegop", "Langslaper"]).await;
    let time = table.offers(3).await;
    let (desk, stranger) = (table.hall.signed_in("desk").await, table.hall.browser());
    for mut browser in [desk, stranger, table.people[0].0.clone()] {
        for path in ["/app-api/second-interviews", &table.path()] {
            let heard = browser.get(path).await;
            assert_eq!(heard.status, StatusCode::NOT_FOUND);
            assert!(!heard.text.contains("Langslaper"), "{}", heard.text);
        }
        let back = [("key", fresh()), ("time", time.clone()), ("does", "back".into())];
        let back: Vec<_> = back.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.post_form(&table.path(), &back).await.status, StatusCode::NOT_FOUND);
    }
    // Somebody else's second interview, and a time for other work.
    let theirs = table.people[1].1;
    let own = std::mem::replace(&mut table.people[0].1, theirs);
    assert_eq!(table.picks(0, Some(&time)).await.0, StatusCode::NOT_FOUND);
    table.people[0].1 = own;
    let place = Line::parse("Hal").expect("a line");
    let starts_ms = clock::now_ms() + DAY_MS;
    let elsewhere = TimeId(chance::id());
    let other = Command::OfferTime { time: elsewhere, vacancy: table.other, starts_ms, place };
    table.matcher.does(other).await;
    assert_eq!(table.picks(0, Some(&elsewhere.to_string())).await.0, StatusCode::NOT_FOUND);
    assert_eq!(table.picks(0, Some("nonsense")).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(table.mine(1).await.contains(&time), "nothing was picked");
}
