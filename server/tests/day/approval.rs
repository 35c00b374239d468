//! Sign-ups that wait until staff approve them: the place is kept and not yet given, a no is said kindly, and the line
//! goes on as ever.

use crate::hall::{Browser, Hall};
use crate::standby::{day, noon_in_a_week_ms};
use axum::http::StatusCode;
use domain::command::{Command, MakeFair};
use domain::fair::telling::Message;
use domain::fair::{FairKind, Place};
use domain::ids::*;
use server::chance;
use sync::views::{FairView, PersonView};
use sync::{Outcome, Rejection, Scope, View};

struct Waits {
    hall: Hall,
    organiser: Browser,
    fair: FairId,
}

impl Waits {
    /// A fair of one place in a week, whose organiser approves who comes.
    async fn open() -> Waits {
        let hall = Hall::open().await;
        let mut organiser = hall.signed_in("organiser").await;
        let (fair, session) = (FairId(chance::id()), SessionId(chance::id()));
        let day = day(noon_in_a_week_ms(), 1);
        let wish = MakeFair { fair, session, kind: FairKind::Banenmarkt, day, like: None };
        organiser.does(Command::MakeFair(wish)).await;
        organiser.does(Command::OpenSignUp { fair }).await;
        organiser.does(Command::AskApproval { fair, approval: true }).await;
        let again = organiser.push(Command::AskApproval { fair, approval: true }).await;
        assert_eq!(again.outcome, Outcome::Noop, "twice is once");
        Waits { hall, organiser, fair }
    }

    /// Somebody signs up on a phone of their own. What the page then says.
    async fn phone(&self, name: &str) -> (Browser, SignUpId, String) {
        let mut phone = self.hall.browser();
        let sign_up = SignUpId(chance::id());
        let ids =
            [CommandId(chance::id()).to_string(), sign_up.to_string(), ResidentId(chance::id()).to_string()];
        let [key, own, resident] = ids.each_ref().map(String::as_str);
        let fields = [
            ("key", key),
            ("sign_up", own),
            ("resident", resident),
            ("name", name),
            ("contact", "desk"),
            ("adult", "1"),
        ];
        let heard = phone.post_form(&format!("/banenmarkt/{}?lang=en", self.fair), &fields).await;
        assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
        (phone, sign_up, heard.text)
    }

    async fn view(&mut self) -> FairView {
        let View::Fair(view) = self.organiser.view(Scope::Fair(self.fair)).await else { panic!("a fair") };
        *view
    }

    async fn person(&mut self, name: &str) -> PersonView {
        let view = self.view().await;
        view.people.into_iter().find(|person| person.name == name).expect("signed up")
    }

    async fn place(&mut self, name: &str) -> Option<Place> {
        self.person(name).await.place
    }

    async fn asked(&mut self, command: Command) -> Outcome {
        self.organiser.push(command).await.outcome
    }
}

async fn posts(phone: &mut Browser, path: &str, fields: &[(&str, &str)]) -> StatusCode {
    let key = CommandId(chance::id()).to_string();
    let fields: Vec<_> = [("key", key.as_str())].into_iter().chain(fields.iter().copied()).collect();
    phone.post_form(path, &fields).await.status
}

async fn own_page(phone: &mut Browser) -> String {
    phone.get("/mijn?lang=en").await.text
}

#[tokio::test]
async fn a_place_is_kept_until_staff_have_decided_and_a_no_is_kind_and_passes_it_on() {
    let mut fair = Waits::open().await;
    let before = fair.hall.browser().get(&format!("/banenmarkt/{}?lang=en", fair.fair)).await.text;
    assert!(before.contains("The organisers look at your sign-up first"), "{before}");

    let (mut first, own, told) = fair.phone("Eerste").await;
    assert!(told.contains("You have no sure place yet") && !told.contains("You are in"), "{told}");
    assert_eq!(fair.place("Eerste").await, Some(Place::Pending));
    let head = fair.view().await.head;
    assert_eq!((head.placed, head.pending), (0, 1), "nobody is counted as coming before the word");
    let (mut second, next, _) = fair.phone("Tweede").await;
    assert_eq!(
        fair.place("Tweede").await,
        Some(Place::Standby(1)),
        "the place is kept: nobody gets it twice"
    );
    let waits = own_page(&mut first).await;
    assert!(waits.contains("We keep a place for you") && waits.contains("/mijn/afmelden/"), "{waits}");

    let declined = Command::DeclineSignUp { sign_up: own };
    assert_eq!(fair.asked(declined.clone()).await, Outcome::Applied);
    assert_eq!(fair.asked(declined).await, Outcome::Noop, "twice is once");
    assert_eq!(fair.place("Eerste").await, Some(Place::Declined));
    let no = own_page(&mut first).await;
    assert!(no.contains("There is no place for you this time") && !no.contains("/mijn/afmelden/"), "{no}");
    let back = posts(&mut first, &format!("/mijn/terug/{own}?lang=en"), &[]).await;
    assert_eq!(back, StatusCode::CONFLICT, "staff decided");
    posts(&mut first, &format!("/mijn/afmelden/{own}?lang=en"), &[]).await;
    assert_eq!(fair.place("Eerste").await, Some(Place::Declined), "a withdrawal does not ask anew");
    let resident = fair.person("Eerste").await.resident;
    let told = |message| Command::MarkTold { fair: fair.fair, resident, message, told: true };
    let (no_place, confirmation) = (told(Message::NoPlace), told(Message::Confirmation));
    assert_eq!(fair.asked(no_place).await, Outcome::Applied, "it is among the messages to tell");
    assert_eq!(fair.asked(confirmation).await, Outcome::Rejected(Rejection::Outdated));

    assert!(matches!(fair.place("Tweede").await, Some(Place::Offered { .. })), "it goes to the next in line");
    let path = format!("/mijn/plek/{next}?lang=en");
    assert_eq!(posts(&mut second, &path, &[("comes", "yes")]).await, StatusCode::SEE_OTHER);
    assert_eq!(fair.place("Tweede").await, Some(Place::Pending), "staff have the last word here too");
    assert_eq!(fair.asked(Command::GivePlace { sign_up: next }).await, Outcome::Applied);
    assert_eq!(fair.asked(Command::GivePlace { sign_up: next }).await, Outcome::Noop);
    assert_eq!(fair.place("Tweede").await, Some(Place::Placed));
    assert!(own_page(&mut second).await.contains("You have a place"));
    let too_late = fair.asked(Command::DeclineSignUp { sign_up: next }).await;
    assert_eq!(too_late, Outcome::Rejected(Rejection::NotNow), "a place that was given stays");
}

#[tokio::test]
async fn what_the_desk_does_is_decided_and_an_organiser_takes_the_question_back() {
    let mut fair = Waits::open().await;
    let head = fair.view().await.head;
    let wish = crate::doors::sign_up(&head, "Baliebloem");
    fair.organiser.does(Command::SignUp(wish)).await;
    assert_eq!(fair.place("Baliebloem").await, Some(Place::Placed));

    let id = fair.fair;
    let mut desk = fair.hall.signed_in("desk").await;
    let not_theirs = desk.push(Command::AskApproval { fair: id, approval: false }).await.outcome;
    assert!(matches!(not_theirs, Outcome::Rejected(_)), "the organiser's to say");
    assert!(fair.view().await.setup.approval);
    fair.organiser.does(Command::AskApproval { fair: id, approval: false }).await;
    assert!(!fair.view().await.setup.approval);
    let page = fair.hall.browser().get(&format!("/banenmarkt/{id}?lang=en")).await.text;
    assert!(!page.contains("The organisers look at your sign-up first"));
}

#[tokio::test]
async fn who_waits_for_approval_is_in_no_plan_and_on_no_slip() {
    let mut fair = Waits::open().await;
    let (_, own, _) = fair.phone("Eerste").await;
    let session = fair.view().await.head.session;
    let slips = async |fair: &mut Waits| {
        fair.organiser.get(&format!("/app-api/paper/{session}/slips?lang=nl")).await.text
    };
    assert!(!slips(&mut fair).await.contains("Eerste"));
    fair.organiser.does(Command::GivePlace { sign_up: own }).await;
    assert!(slips(&mut fair).await.contains("Eerste"));
}
