//! What the server hands to a public page: plain values, nothing that could be looked up later. The server
//! fills these from its projections for this one viewer; a page shows all of it and nothing else.
//!
//! Paths (`…_path`, `action`) are chosen by the server, without a query: the pages add `?lang=…` themselves.
//! `key` is a fresh command id: it travels in the form, so that a double tap is one command.
//! A `…_svg` is a whole `<svg>` that the server drew; it is put into the page as it is.

mod aloud;
mod asking;
mod further;
mod mine;
mod my_data;
mod picture;
mod practical;
mod sign_up;
mod telling;
mod times;

pub use aloud::{AloudLangPage, AloudNo, AloudPage, AloudSlot, AloudStands};
pub use asking::{AnswerAgain, AnsweringPage, AskPage, NotTaken, OwnQuestion, TakeBackPage, ToAnswer};
pub use further::{FurtherAsk, FurtherOfPage, FurtherPage, FurtherPerson, FurtherWay};
pub use mine::{ArrangePage, Group, JoinPage, Lead, LeaningPage, Offer, SchedulePage, Together, Turn};
pub use my_data::{DayKept, MyData, MyDataPage};
pub use picture::{PictureNo, PicturePage, PictureStands};
pub use practical::PracticalPage;
pub use sign_up::{FairPage, JustSignedUpPage, SignUpIds, SignedUpPage, StepPage, VacancyCard};
pub use telling::{Failed, MailIs, MailWords, TellPage, Telling, ToldOf, Went};
pub use times::{
    FreeTime, InterviewTimes, OfferedTime, PersonToPlan, PlanningPage, SecondInterview, TimeNo, TimesPage,
    TimesStand, ToPlan,
};

use domain::fair::picture::PlacePicture;
use domain::fair::practical::Practical;
use domain::fair::{FairKind, Place};
use domain::ids::{CommandId, PartyId, SessionId};
use domain::lang::Lang;
use domain::scoring::Answer;
use domain::time::Instant;

/// What surrounds every page.
#[derive(Debug, Clone)]
pub struct Frame {
    pub lang: Lang,
    /// Of this page, without query: the language links lead back to it.
    pub path: String,
    pub demo: bool,
    /// The page came over a connection that others can read, from another computer.
    pub open_line: bool,
    /// Changes when the files do: `/assets/public.css?v=…`.
    pub asset_version: String,
}

/// Every public page.
#[derive(Debug, Clone)]
pub enum Page {
    Fairs(FairsPage),
    Fair(Box<FairPage>),
    Step(Box<StepPage>),
    JustSignedUp(JustSignedUpPage),
    SignedUp(Box<SignedUpPage>),
    CardDoor(CardDoorPage),
    Mine(Box<MinePage>),
    Schedule(Box<SchedulePage>),
    Withdraw(WithdrawPage),
    Join(JoinPage),
    Arrange(Box<ArrangePage>),
    Ask(Box<AskPage>),
    TakeBack(TakeBackPage),
    Answering(Box<AnsweringPage>),
    Leaning(LeaningPage),
    Further(FurtherPage),
    FurtherOf(Box<FurtherOfPage>),
    Practical(PracticalPage),
    Picture(Box<PicturePage>),
    Planning(PlanningPage),
    Aloud(AloudPage),
    AloudLang(Box<AloudLangPage>),
    Times(Box<TimesPage>),
    Accessibility,
    MyData(MyDataPage),
    Flyer(Box<FlyerPage>),
    Share(Box<SharePage>),
    Slips(Box<SlipsPage>),
    Badges(Box<SlipsPage>),
    Tell(Box<TellPage>),
    Sorry(Sorry),
}

/// Whether someone can sign up now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignUpWindow {
    NotYet,
    Open,
    /// Every place is taken; who signs up now is on standby.
    StandbyOnly,
    /// The standby list is full too.
    Full,
    Closed,
    Cancelled,
}

impl SignUpWindow {
    pub fn takes_sign_ups(self) -> bool {
        matches!(self, SignUpWindow::Open | SignUpWindow::StandbyOnly)
    }
}

/// What, when and where: the head of a fair.
#[derive(Debug, Clone)]
pub struct FairHead {
    pub name: String,
    pub kind: FairKind,
    pub starts: Instant,
    pub ends: Instant,
    pub place: String,
    pub meeting_point: String,
    pub window: SignUpWindow,
    /// Who signs up waits until the organisers have looked at it.
    pub approval: bool,
    /// What to bring, and what is there.
    pub practical: Practical,
    /// What the place looks like.
    pub picture: Option<PlacePicture>,
}

/// The paper that something is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    A5,
    A4,
}

/// A flyer or poster of a fair.
#[derive(Debug, Clone)]
pub struct FlyerPage {
    pub head: FairHead,
    pub paper: Paper,
    pub qr_svg: String,
    /// What the code says, as one would type it.
    pub address: String,
    pub share_path: String,
}

/// A message, flyer and poster in each language.
#[derive(Debug, Clone)]
pub struct SharePage {
    pub head: FairHead,
    pub fair_path: String,
    /// The whole link to the fair's page.
    pub address: String,
}

/// What each person takes along on paper.
#[derive(Debug, Clone)]
pub struct SlipsPage {
    pub head: FairHead,
    /// Who has a place, by number.
    pub people: Vec<Slip>,
}

#[derive(Debug, Clone)]
pub struct Slip {
    pub number: u32,
    pub name: String,
    /// In which it is printed.
    pub lang: Lang,
    /// Talks and breaks, in order; empty while nothing is published.
    pub schedule: Vec<Stop>,
}

/// The fairs of one location.
#[derive(Debug, Clone)]
pub struct FairsPage {
    pub location_name: String,
    /// Each with the path of its own page; soonest first.
    pub fairs: Vec<(String, FairHead)>,
    /// The other locations of this server: path and name.
    pub elsewhere: Vec<(String, String)>,
}

/// Behind the personal link: a button and a PIN, so that a link preview signs nobody in.
#[derive(Debug, Clone)]
pub struct CardDoorPage {
    pub action: String,
    pub number: u32,
    pub state: CardDoor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardDoor {
    Ask,
    WrongPin {
        tries_left: u32,
    },
    /// Too many wrong PINs: the desk gives a new one.
    Closed,
}

/// A resident's own page.
#[derive(Debug, Clone)]
pub struct MinePage {
    pub name: String,
    pub number: u32,
    pub badge_qr_svg: String,
    /// For the countdown.
    pub now: Instant,
    /// The one that is on or comes first, first.
    pub days: Vec<MineDay>,
    pub talks: Vec<TalkToAnswer>,
    pub second_interviews: Vec<SecondInterview>,
    /// What they asked the matcher, the latest first; as many as fit.
    pub questions: Vec<OwnQuestion>,
    /// GET, the page on which they ask.
    pub ask_path: String,
    /// GET, the schedule by itself; None: no day is to come.
    pub schedule_path: Option<String>,
    /// POST, answers and choices: `/mijn/antwoord`, `/mijn/tweede-gesprek`, `/mijn/uit`.
    pub answer_action: String,
    pub second_interview_action: String,
    pub sign_out_action: String,
    /// "Saved": shown once after a POST.
    pub saved: bool,
}

/// One fair that the resident signed up for.
#[derive(Debug, Clone)]
pub struct MineDay {
    pub session: SessionId,
    pub head: FairHead,
    /// None: withdrawn.
    pub standing: Option<Place>,
    pub now: DayNow,
    /// All talks and breaks, in order; empty while nothing is published.
    pub schedule: Vec<Stop>,
    /// What a newer plan changed for this person; latest plan only.
    pub changes: Vec<Change>,
    /// What is theirs to say about their place.
    pub turn: Option<Turn>,
    /// Who comes along; None for who does not come, and for who comes alone once it is too late for more.
    pub together: Option<Together>,
    /// GET: three pictures, for who chose no vacancy.
    pub leaning_path: Option<String>,
    /// Further questions of the organiser, for who has a place.
    pub further: Option<FurtherWay>,
    /// GET, the page that asks "are you sure"; None when it is too late.
    pub withdraw_path: Option<String>,
    /// None: no telephone number is known, or the person withdrew.
    pub sharing: Option<Sharing>,
}

/// Whether an employer that wants to go on with this person gets their telephone number.
#[derive(Debug, Clone)]
pub struct Sharing {
    pub phone: bool,
    /// POST, to say the other thing.
    pub action: String,
    pub key: CommandId,
}

/// What goes on for this person. `until` is the end of the phase; `paused` stops the countdown.
#[derive(Debug, Clone)]
pub enum DayNow {
    /// No plan is published.
    NotPlanned,
    /// Planned; the first round has not begun.
    Before {
        first: Option<Stop>,
    },
    Talk {
        stop: Stop,
        next: Option<Stop>,
        until: Instant,
        paused: bool,
    },
    /// Walk to the next table.
    ChangeOver {
        next: Option<Stop>,
        until: Instant,
        paused: bool,
    },
    Break {
        next: Option<Stop>,
        until: Instant,
        paused: bool,
    },
    /// A round without a talk for this person.
    Free {
        next: Option<Stop>,
        until: Instant,
        paused: bool,
    },
    Over,
}

/// A place in the day.
#[derive(Debug, Clone)]
pub struct Stop {
    pub starts: Instant,
    pub ends: Instant,
    pub what: StopKind,
    pub state: StopState,
}

#[derive(Debug, Clone)]
pub enum StopKind {
    Talk { round: u32, table_number: u32, room: String, party_name: String, interpreter: Option<String> },
    Break,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopState {
    ToCome,
    Now,
    Done,
}

/// A talk that moved, came or went.
#[derive(Debug, Clone)]
pub struct Change {
    pub party_name: String,
    /// None: new.
    pub from: Option<Seat>,
    /// None: taken away.
    pub to: Option<Seat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    pub starts: Instant,
    pub table_number: u32,
}

/// "How was the talk?"
#[derive(Debug, Clone)]
pub struct TalkToAnswer {
    pub session: SessionId,
    pub party: PartyId,
    pub party_name: String,
    pub answer: Option<Answer>,
    pub key: CommandId,
}

/// "Are you sure?"
#[derive(Debug, Clone)]
pub struct WithdrawPage {
    pub head: FairHead,
    pub action: String,
    pub key: CommandId,
    /// Back to the own page.
    pub mine_path: String,
}

/// What went wrong, as far as the person needs to know. The status code is the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorry {
    /// 404, also for what is not theirs to see.
    NotFound,
    /// A sign-up or answer that came too late.
    Closed,
    /// An old or used link.
    Expired,
    /// Another person's link while signed in.
    NotYours,
    /// The PIN was wrong too often: to the desk.
    CardClosed,
    /// Rate limit: wait a little.
    TooManyTries,
    /// Signed out, or never in.
    SignIn,
    /// The form came from another site or is damaged.
    BadForm,
    /// 5xx.
    Trouble,
}
